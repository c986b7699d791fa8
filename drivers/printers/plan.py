"""What goes on a coder's wire next: the recipe, the polls, the waits. Part of `coder.py`.

The order of need: what a step drags behind it; stopping a device that would print a job again; how
the device is; what prepares it; emptying it; priming it; holding or releasing it; how far printing
is; a job. It keeps what was asked for (pause, clear) and from when each may be done.
"""

from __future__ import annotations

from collections import deque

from drivers.printers.dialect import Dialect, Role, Step
from drivers.printers.outstanding import Outstanding

REFUSED_HOLD_MS_MIN = 1_000
REFUSED_HOLD_MS_MAX = 30_000


class Plan:
    def __init__(self, dialect: Dialect, jobs: Outstanding) -> None:
        self._dialect, self._jobs = dialect, jobs
        self._can_hold = dialect.hold is not None
        self.paused = False
        self.clear_asked = False
        self._refusals = 0
        self.start_anew(0)

    def start_anew(self, now_ms: int) -> None:
        """What a new link knows nothing of."""
        self._following: Step | None = None
        self._recipe = deque(self._dialect.recipe)
        self.must_clear = False  # the device's affair, as `clear_asked` is the station's
        self._is_live = False  # it prints our newest job, as often as it is told to print
        self._unprime()
        self._detailing: deque[Step] = deque()  # more on the state that was just told
        self._clearing: deque[Step] = deque()
        self._asking: deque[Step] = deque()  # how far printing is
        self.printing_on = not self._can_hold  # released, as far as we know
        self.room = 0
        self._poll_at_ms = now_ms + self._dialect.poll_ms
        self._progress_at_ms = now_ms + self._dialect.progress_ms
        self._offer_at_ms = now_ms  # not before, after "full"
        self._hold_until_ms = now_ms  # nothing but status before, after a refusal
        self._quiet_until_ms = now_ms

    def _unprime(self) -> None:
        self._is_primed = self._dialect.prime is None
        self._to_prime = self._dialect.prime_jobs  # jobs that it still waits for

    @property
    def is_preparing(self) -> bool:
        return bool(self._recipe)

    @property
    def is_midway(self) -> bool:
        """Between two telegrams of one thing."""
        return self._following is not None

    def is_settled(self, now_ms: int) -> bool:
        """Whether nothing is left to do before the device may print, or stay paused, or wait held
        for a job."""
        if self._recipe or self.must_clear or now_ms < self._hold_until_ms:
            return False
        return not self._can_hold or self.printing_on is self._wants_printing

    @property
    def _wants_printing(self) -> bool:
        needs_job = self._dialect.spent is not None and self._dialect.spent is self._dialect.hold
        return not self.paused and self._is_primed and (not needs_job or bool(self._jobs.accepted))

    @property
    def _is_spent(self) -> bool:
        return self._dialect.spent is not None and self._is_live and not self._jobs.accepted

    # ------------------------------------------------------------ what comes next

    def next_step(self, now_ms: int, *, is_away: bool, is_ready: bool) -> Step | None:
        if now_ms < self._quiet_until_ms:
            return None
        if self._following is not None:
            return self._following
        may_act = now_ms >= self._hold_until_ms and not is_away
        if self._is_spent and may_act and not (self._recipe or self._clearing):
            return self._dialect.spent
        if self._dialect.status is not None and now_ms >= self._poll_at_ms:
            return self._dialect.status
        if self._detailing:
            return self._detailing[0]
        if not may_act:
            return None
        if self._recipe:
            return self._recipe[0]
        if self.clear_asked or self.must_clear:
            return self._clearing_step()
        if not self._is_primed and self._to_prime == 0:
            return self._dialect.prime
        if self._can_hold and self.printing_on is not self._wants_printing:
            return self._dialect.hold if self.printing_on else self._dialect.release
        asking = self._progress_step(now_ms)
        return asking or (self._offering_step(now_ms) if is_ready else None)

    def _clearing_step(self) -> Step | None:
        if self._can_hold and self.printing_on:
            return self._dialect.hold
        if not self._clearing:
            self._clearing = deque(self._dialect.clear)
        return self._clearing[0] if self._clearing else None

    def _progress_step(self, now_ms: int) -> Step | None:
        if not self._asking and self._dialect.progress and now_ms >= self._progress_at_ms:
            self._asking = deque(self._dialect.progress)
        return self._asking[0] if self._asking else None

    def _offering_step(self, now_ms: int) -> Step | None:
        if not self._jobs.waiting or now_ms < self._offer_at_ms or not self._jobs.may_offer:
            return None
        if self._dialect.room is not None and self.room < 1:
            return self._dialect.room
        return self._dialect.offer(*self._jobs.next_offer())

    # ------------------------------------------------------------ what came of it

    def answered(self, step: Step, now_ms: int, *, was_sent: bool = True) -> None:
        """`was_sent` False: it wasn't needed, and no pause is due after it."""
        self._quiet_until_ms = now_ms + (step.quiet_ms if was_sent else 0)
        self._following = step.then
        if step is self._dialect.spent:
            self._is_live = False
            self._unprime()
        for sequence in (self._detailing, self._recipe, self._clearing, self._asking):
            if sequence and sequence[0] is step:
                sequence.popleft()
        if step in self._dialect.progress:
            self._progress_at_ms = now_ms + self._dialect.progress_ms
        match step.role:
            case Role.STATUS:
                self._poll_at_ms = now_ms + self._dialect.poll_ms
                self._detailing = deque(self._dialect.details)
            case Role.HOLD | Role.RELEASE:
                self.printing_on = step.role is Role.RELEASE
            case Role.CLEAR:
                self._offer_at_ms, self.room = now_ms, 0
                self._is_live = self.must_clear = False
                self._unprime()
            case Role.ROOM if self.room < 1:
                self._offer_at_ms = now_ms + self._dialect.full_retry_ms
            case Role.PRIME:
                self._is_primed = True
            case Role.OFFER if step.then is None:
                self.room -= 1
                self._refusals = 0
                self._is_live = True
                self._to_prime = max(0, self._to_prime - 1)

    def is_full(self, now_ms: int) -> None:
        self._following = None
        self._offer_at_ms, self.room = now_ms + self._dialect.full_retry_ms, 0

    def refused(self, step: Step, now_ms: int) -> None:
        """Nothing but the state is asked for a while that doubles with each refusal."""
        self._detailing.clear()
        self._following = None
        if step.role is Role.STATUS:
            self._poll_at_ms = now_ms + self._dialect.poll_ms
        hold_ms = min(REFUSED_HOLD_MS_MAX, REFUSED_HOLD_MS_MIN << min(self._refusals, 16))
        self._hold_until_ms = now_ms + hold_ms
        self._refusals += 1

    def try_again(self, now_ms: int) -> None:
        """Somebody has seen to it."""
        self._hold_until_ms = now_ms

    def ask_status(self, now_ms: int) -> None:
        self._poll_at_ms = now_ms

    def ask_progress(self, now_ms: int) -> None:
        self._progress_at_ms = now_ms

    def may_fit(self, now_ms: int) -> None:
        """Something left the device, so it may take a job."""
        self._offer_at_ms = now_ms
