"""The command line, one file a group of commands. They gather, print and set exit codes; what they
do is done elsewhere."""
