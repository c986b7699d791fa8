<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Alarms</name>
    <message>
        <source>{count} more alarms</source>
        <translation>另有 {count} 条报警</translation>
    </message>
</context>
<context>
    <name>AlarmsPage</name>
    <message>
        <source>Alarms</source>
        <translation>报警</translation>
    </message>
    <message>
        <source>Standing alarms, oldest first</source>
        <translation>当前报警(最早在前)</translation>
    </message>
    <message>
        <source>No alarm stands.</source>
        <translation>当前无报警。</translation>
    </message>
    <message>
        <source>Step before</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>This is the first step.</source>
        <translation>已是第一步。</translation>
    </message>
    <message>
        <source>This is the last step.</source>
        <translation>已是最后一步。</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>如何处理</translation>
    </message>
    <message>
        <source>Step {number} of {steps}</source>
        <translation>第 {number} 步,共 {steps} 步</translation>
    </message>
    <message>
        <source>Then: {step}</source>
        <translation>然后:{step}</translation>
    </message>
    <message>
        <source>Quarantined: container {numbers}</source>
        <translation>已隔离:容器 {numbers}</translation>
    </message>
    <message>
        <source>Looked after</source>
        <translation>已处理</translation>
    </message>
    <message>
        <source>Belt is clear</source>
        <translation>输送带已清</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>重新扫描</translation>
    </message>
    <message>
        <source>Reprint label</source>
        <translation>补打标签</translation>
    </message>
    <message>
        <source>Close as part case</source>
        <translation>按零箱关闭</translation>
    </message>
    <message>
        <source>It is gone</source>
        <translation>确认缺失</translation>
    </message>
    <message>
        <source>Scan all items</source>
        <translation>逐件扫描</translation>
    </message>
    <message>
        <source>More codes</source>
        <translation>补充码</translation>
    </message>
    <message>
        <source>Finish order</source>
        <translation>结束工单</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>Clock is right</source>
        <translation>时钟正确</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>Rework</source>
        <translation>返工</translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>已完成。</translation>
    </message>
    <message>
        <source>Item taken out</source>
        <translation>产品已取出</translation>
    </message>
    <message>
        <source>End of order</source>
        <translation>工单结束</translation>
    </message>
    <message>
        <source>No more material</source>
        <translation>物料用完</translation>
    </message>
    <message>
        <source>Close it though it isn&apos;t full: why?</source>
        <translation>未满即关闭:原因?</translation>
    </message>
</context>
<context>
    <name>BadgeForm</name>
    <message>
        <source>The badge&apos;s text</source>
        <translation>工牌内容</translation>
    </message>
    <message>
        <source>{name}: scan the badge now</source>
        <translation>{name}:请扫描工牌</translation>
    </message>
</context>
<context>
    <name>BatchOverlay</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Page before</source>
        <translation>上一页</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>码</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>属于</translation>
    </message>
    <message>
        <source>What the platform said</source>
        <translation>平台的答复</translation>
    </message>
    <message>
        <source>This is the first page.</source>
        <translation>已是第一页。</translation>
    </message>
    <message>
        <source>This is the last page.</source>
        <translation>已是最后一页。</translation>
    </message>
    <message>
        <source>Asking the station…</source>
        <translation>正在询问工作站…</translation>
    </message>
    <message>
        <source>It names no code.</source>
        <translation>其中没有码。</translation>
    </message>
    <message>
        <source>Batch {number}, order {order}: {what}</source>
        <translation>上传批 {number},工单 {order}:{what}</translation>
    </message>
    <message>
        <source>State: {state}</source>
        <translation>状态:{state}</translation>
    </message>
    <message>
        <source>Ready: {time}</source>
        <translation>就绪:{time}</translation>
    </message>
    <message>
        <source>Settled: {time}</source>
        <translation>答复:{time}</translation>
    </message>
    <message>
        <source>Codes: {count}, refused: {refused}</source>
        <translation>码数:{count},被拒:{refused}</translation>
    </message>
    <message>
        <source>Content id: {id}…</source>
        <translation>内容标识:{id}…</translation>
    </message>
    <message>
        <source>No body was made yet</source>
        <translation>尚未生成内容</translation>
    </message>
    <message>
        <source>Corrects batch {number}</source>
        <translation>更正上传批 {number}</translation>
    </message>
    <message>
        <source>Receipt: {number}</source>
        <translation>回执:{number}</translation>
    </message>
    <message>
        <source>nothing of this one</source>
        <translation>未提及此码</translation>
    </message>
    <message>
        <source>not of this batch</source>
        <translation>不属于此批</translation>
    </message>
</context>
<context>
    <name>BytesPart</name>
    <message>
        <source>Last bytes, newest first; codes are covered</source>
        <translation>最近收发的字节，最新在上；码已遮盖</translation>
    </message>
    <message>
        <source>Last events, newest first: the device&apos;s library keeps its bytes</source>
        <translation>最近的事件，最新在上：字节由该设备的程序库处理，看不到</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Nothing has passed yet.</source>
        <translation>还没有收发内容。</translation>
    </message>
    <message>
        <source>station</source>
        <translation>工位</translation>
    </message>
    <message>
        <source>device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>link</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>event</source>
        <translation>事件</translation>
    </message>
</context>
<context>
    <name>Choice</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
</context>
<context>
    <name>ClearanceView</name>
    <message>
        <source>Line clearance of {order}: nothing keeps it open</source>
        <translation>工单 {order} 清线:没有未结事项</translation>
    </message>
    <message>
        <source>Line clearance of {order}: it can&apos;t close yet</source>
        <translation>工单 {order} 清线:还不能关单</translation>
    </message>
    <message>
        <source>then {order} comes</source>
        <translation>之后换到 {order}</translation>
    </message>
    <message>
        <source>This is the first page.</source>
        <translation>已是第一页。</translation>
    </message>
    <message>
        <source>This is the last page.</source>
        <translation>已是最后一页。</translation>
    </message>
    <message>
        <source>Give them back</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Void them</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>Close the order. What becomes of codes that were never printed?</source>
        <translation>关单。从未打印的码如何处理?</translation>
    </message>
    <message>
        <source>Order {order} is closed.</source>
        <translation>工单 {order} 已关闭。</translation>
    </message>
    <message>
        <source>Order {order} is on the line.</source>
        <translation>工单 {order} 已上线。</translation>
    </message>
    <message>
        <source>Call the order off: what was never printed becomes void. Why?</source>
        <translation>取消工单:从未打印的码将作废。原因?</translation>
    </message>
    <message>
        <source>Order {order} is called off.</source>
        <translation>工单 {order} 已取消。</translation>
    </message>
    <message>
        <source>Order {order} runs empty. Settle what stands open, then close it.</source>
        <translation>工单 {order} 正在走空。请处理未结事项,然后关单。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Close order</source>
        <translation>关单</translation>
    </message>
    <message>
        <source>Change over</source>
        <translation>换单</translation>
    </message>
    <message>
        <source>Call order off</source>
        <translation>取消工单</translation>
    </message>
</context>
<context>
    <name>DateStep</name>
    <message>
        <source>no date</source>
        <translation>无日期</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日</translation>
    </message>
    <message>
        <source>No expiry date</source>
        <translation>无有效期</translation>
    </message>
    <message>
        <source>{count} months</source>
        <translation>{count} 个月</translation>
    </message>
</context>
<context>
    <name>DevicesPage</name>
    <message>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>All devices</source>
        <translation>全部设备</translation>
    </message>
    <message>
        <source>State, counters</source>
        <translation>状态与计数</translation>
    </message>
    <message>
        <source>Last bytes</source>
        <translation>最近字节</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Print quality</source>
        <translation>打印质量</translation>
    </message>
    <message>
        <source>Scanner test</source>
        <translation>扫描器自检</translation>
    </message>
    <message>
        <source>Scanner of this screen</source>
        <translation>本屏的扫描枪</translation>
    </message>
    <message>
        <source>Page before</source>
        <translation>上一页</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>This is the first page.</source>
        <translation>已是第一页。</translation>
    </message>
    <message>
        <source>This is the last page.</source>
        <translation>已是最后一页。</translation>
    </message>
</context>
<context>
    <name>FindingsOverlay</name>
    <message>
        <source>{path}: {count} findings</source>
        <translation>{path}:发现 {count} 处问题</translation>
    </message>
    <message>
        <source>What is wrong, and what to do</source>
        <translation>问题与处理方法</translation>
    </message>
    <message>
        <source>Page before</source>
        <translation>上一页</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>This is the first page.</source>
        <translation>已是第一页。</translation>
    </message>
    <message>
        <source>This is the last page.</source>
        <translation>已是最后一页。</translation>
    </message>
</context>
<context>
    <name>FirstAdministratorForm</name>
    <message>
        <source>Your name</source>
        <translation>您的姓名</translation>
    </message>
    <message>
        <source>Password of your own</source>
        <translation>您自己的密码</translation>
    </message>
    <message>
        <source>The same again</source>
        <translation>再输入一次</translation>
    </message>
    <message>
        <source>This station has no user yet: make its administrator</source>
        <translation>本站还没有用户:请建立管理员</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Enter</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>The station was asked; one moment.</source>
        <translation>已发送给工作站,请稍候。</translation>
    </message>
    <message>
        <source>The two are not the same; type them again.</source>
        <translation>两次输入不一致,请重新输入。</translation>
    </message>
    <message>
        <source>Fill in each field.</source>
        <translation>请填写每一栏。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
</context>
<context>
    <name>GiveUpForm</name>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>{name}: the badge is lost and opens nothing any more</source>
        <translation>{name}:工牌遗失,从此作废</translation>
    </message>
    <message>
        <source>{name}: take the PIN away</source>
        <translation>{name}:取消 PIN</translation>
    </message>
    <message>
        <source>Take it away</source>
        <translation>确认取消</translation>
    </message>
</context>
<context>
    <name>GivenPasswordForm</name>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>The same again</source>
        <translation>再输入一次</translation>
    </message>
    <message>
        <source>{name}: a password that lasts until the next login</source>
        <translation>{name}:临时密码,下次登录时须修改</translation>
    </message>
</context>
<context>
    <name>HomeView</name>
    <message>
        <source>No order is on the line</source>
        <translation>线上没有工单</translation>
    </message>
    <message>
        <source>Choose one below, or make a new one. Order files are put into {folder}.</source>
        <translation>请在下面选择,或新建工单。工单文件放在 {folder}。</translation>
    </message>
    <message>
        <source>{good} of {target}, {left} to go</source>
        <translation>{good} / {target},还剩 {left}</translation>
    </message>
    <message>
        <source>produced {date}</source>
        <translation>生产日期 {date}</translation>
    </message>
    <message>
        <source>expires {date}</source>
        <translation>有效期至 {date}</translation>
    </message>
    <message>
        <source>only for {whom}</source>
        <translation>专供 {whom}</translation>
    </message>
    <message>
        <source>campaign {name}</source>
        <translation>活动 {name}</translation>
    </message>
    <message>
        <source>it still needs the brand&apos;s approval number</source>
        <translation>尚缺品牌方的审批号</translation>
    </message>
    <message>
        <source>called off: {why}</source>
        <translation>已取消:{why}</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>可上线</translation>
    </message>
    <message>
        <source>waits for the order on the line</source>
        <translation>等待线上工单结束</translation>
    </message>
    <message>
        <source>Change over</source>
        <translation>换单</translation>
    </message>
    <message>
        <source>Put on the line</source>
        <translation>上线</translation>
    </message>
    <message>
        <source>No order is on the line.</source>
        <translation>线上没有工单。</translation>
    </message>
    <message>
        <source>Choose an order in the list first.</source>
        <translation>请先在列表中选择工单。</translation>
    </message>
    <message>
        <source>This is the first page.</source>
        <translation>已是第一页。</translation>
    </message>
    <message>
        <source>This is the last page.</source>
        <translation>已是最后一页。</translation>
    </message>
    <message>
        <source>Another target</source>
        <translation>修改目标数量</translation>
    </message>
    <message>
        <source>The brand&apos;s approval number</source>
        <translation>品牌方审批号</translation>
    </message>
    <message>
        <source>What changes?</source>
        <translation>修改什么?</translation>
    </message>
    <message>
        <source>How many good items from now on?</source>
        <translation>新的合格品目标数量?</translation>
    </message>
    <message>
        <source>Approval number of the campaign?</source>
        <translation>活动审批号?</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>New order</source>
        <translation>新建工单</translation>
    </message>
    <message>
        <source>Line clearance</source>
        <translation>清线</translation>
    </message>
    <message>
        <source>Change order</source>
        <translation>修改工单</translation>
    </message>
    <message>
        <source>Closed orders</source>
        <translation>历史工单</translation>
    </message>
    <message>
        <source>Order that waits</source>
        <translation>待上线工单</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批号</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Stand</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>No order waits.</source>
        <translation>没有待上线的工单。</translation>
    </message>
</context>
<context>
    <name>LogInOverlay</name>
    <message>
        <source>Come back by PIN, in the shift that you began here</source>
        <translation>用 PIN 返回您在本站开始的班次</translation>
    </message>
    <message>
        <source>Log in with name and password, or scan your badge to come back</source>
        <translation>用姓名和密码登录,或扫描工牌返回</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>By password</source>
        <translation>用密码</translation>
    </message>
    <message>
        <source>By PIN</source>
        <translation>用 PIN</translation>
    </message>
    <message>
        <source>At work here, with a PIN</source>
        <translation>当班且设有 PIN 的人员</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Name, or scan the badge</source>
        <translation>姓名,或扫描工牌</translation>
    </message>
</context>
<context>
    <name>MeOverlay</name>
    <message>
        <source>Log out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>换人</translation>
    </message>
    <message>
        <source>Change password</source>
        <translation>修改密码</translation>
    </message>
    <message>
        <source>Set PIN</source>
        <translation>设置 PIN</translation>
    </message>
    <message>
        <source>Take PIN away</source>
        <translation>取消 PIN</translation>
    </message>
    <message>
        <source>Badge is lost</source>
        <translation>工牌遗失</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Came back by PIN. What can&apos;t be had back takes the password.</source>
        <translation>已用 PIN 返回。不可恢复的操作须用密码。</translation>
    </message>
    <message>
        <source>Came back by badge. What can&apos;t be had back takes the password.</source>
        <translation>已用工牌返回。不可恢复的操作须用密码。</translation>
    </message>
    <message>
        <source>Logged in with the password.</source>
        <translation>已用密码登录。</translation>
    </message>
    <message>
        <source>A PIN is for operators and line leaders.</source>
        <translation>只有操作员和线长可设 PIN。</translation>
    </message>
    <message>
        <source>You have no PIN.</source>
        <translation>您没有设置 PIN。</translation>
    </message>
    <message>
        <source>You have no badge; the administrator gives one.</source>
        <translation>您没有工牌,请管理员发放。</translation>
    </message>
</context>
<context>
    <name>MenuPage</name>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
</context>
<context>
    <name>MoreStep</name>
    <message>
        <source>Dealer</source>
        <translation>经销商</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Approval</source>
        <translation>审批号</translation>
    </message>
    <message>
        <source>Prize policy</source>
        <translation>奖励政策</translation>
    </message>
    <message>
        <source>For {what}</source>
        <translation>用于{what}</translation>
    </message>
</context>
<context>
    <name>NewOrder</name>
    <message>
        <source>Which product?</source>
        <translation>哪种产品?</translation>
    </message>
    <message>
        <source>The order&apos;s number?</source>
        <translation>工单号?</translation>
    </message>
    <message>
        <source>The batch?</source>
        <translation>批号?</translation>
    </message>
    <message>
        <source>How many good items?</source>
        <translation>合格品目标数量?</translation>
    </message>
    <message>
        <source>Produced on which day?</source>
        <translation>生产日期?</translation>
    </message>
    <message>
        <source>Expires on which day?</source>
        <translation>有效期至?</translation>
    </message>
    <message>
        <source>Anything else? All of this may stay empty.</source>
        <translation>还有其他信息吗?均可留空。</translation>
    </message>
    <message>
        <source>Is this right? Then make it.</source>
        <translation>请核对,无误即新建。</translation>
    </message>
    <message>
        <source>{step} of {steps}</source>
        <translation>第 {step} 步,共 {steps} 步</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Make order</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Order {order} waits now.</source>
        <translation>工单 {order} 已新建,等待上线。</translation>
    </message>
</context>
<context>
    <name>NewUserForm</name>
    <message>
        <source>Name or staff number</source>
        <translation>姓名或工号</translation>
    </message>
    <message>
        <source>First password</source>
        <translation>初始密码</translation>
    </message>
    <message>
        <source>The same again</source>
        <translation>再输入一次</translation>
    </message>
    <message>
        <source>New user ({role}). The first password lasts until the first login.</source>
        <translation>新用户({role})。初始密码在首次登录时须修改。</translation>
    </message>
</context>
<context>
    <name>OrderSheet</name>
    <message>
        <source>Number</source>
        <translation>工单号</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批号</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Produced</source>
        <translation>生产日期</translation>
    </message>
    <message>
        <source>on the day it is opened</source>
        <translation>上线当日</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>Dealer</source>
        <translation>经销商</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Approval</source>
        <translation>审批号</translation>
    </message>
    <message>
        <source>Codes are for</source>
        <translation>码用途</translation>
    </message>
    <message>
        <source>Prize policy</source>
        <translation>奖励政策</translation>
    </message>
</context>
<context>
    <name>OrderWords</name>
    <message>
        <source>anti-counterfeit</source>
        <translation>防伪</translation>
    </message>
    <message>
        <source>anti-diversion</source>
        <translation>防窜货</translation>
    </message>
    <message>
        <source>marketing</source>
        <translation>营销</translation>
    </message>
    <message>
        <source>traceability</source>
        <translation>追溯</translation>
    </message>
    <message>
        <source>Finish order</source>
        <translation>结束工单</translation>
    </message>
    <message>
        <source>Belt is clear</source>
        <translation>输送带已清空</translation>
    </message>
    <message>
        <source>Read label</source>
        <translation>读标签</translation>
    </message>
    <message>
        <source>Close part full</source>
        <translation>尾箱封箱</translation>
    </message>
    <message>
        <source>Take out again</source>
        <translation>全部取出</translation>
    </message>
    <message>
        <source>Reprint label</source>
        <translation>重打标签</translation>
    </message>
    <message>
        <source>Void these</source>
        <translation>作废这些码</translation>
    </message>
    <message>
        <source>Void unread</source>
        <translation>作废未读码</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>报警</translation>
    </message>
    <message>
        <source>Rework</source>
        <translation>返工</translation>
    </message>
    <message>
        <source>Run page</source>
        <translation>运行页</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Close it though it isn&apos;t full: why?</source>
        <translation>未满即封箱,原因?</translation>
    </message>
    <message>
        <source>Everything was taken out again: why?</source>
        <translation>已全部取出,原因?</translation>
    </message>
    <message>
        <source>Print the same label once more: why?</source>
        <translation>重打同一标签,原因?</translation>
    </message>
    <message>
        <source>Codes in doubt become void and can&apos;t be used again: why?</source>
        <translation>存疑码将作废且不能再用,原因?</translation>
    </message>
    <message>
        <source>Codes that nobody read become void and can&apos;t be used again: why?</source>
        <translation>无人读到的码将作废且不能再用,原因?</translation>
    </message>
    <message>
        <source>End of order</source>
        <translation>工单结束</translation>
    </message>
    <message>
        <source>No more material</source>
        <translation>物料用完</translation>
    </message>
    <message>
        <source>Packed wrong</source>
        <translation>装错</translation>
    </message>
    <message>
        <source>Label unreadable</source>
        <translation>标签无法读取</translation>
    </message>
    <message>
        <source>Label lost</source>
        <translation>标签丢失</translation>
    </message>
    <message>
        <source>Label damaged</source>
        <translation>标签损坏</translation>
    </message>
    <message>
        <source>Label torn</source>
        <translation>标签破损</translation>
    </message>
    <message>
        <source>Looked for, not found</source>
        <translation>已查找,未找到</translation>
    </message>
    <message>
        <source>Scrapped</source>
        <translation>已报废</translation>
    </message>
    <message>
        <source>Called off by planning</source>
        <translation>计划取消</translation>
    </message>
    <message>
        <source>No material</source>
        <translation>无物料</translation>
    </message>
    <message>
        <source>Machine broken</source>
        <translation>设备故障</translation>
    </message>
    <message>
        <source>Wrong order</source>
        <translation>工单有误</translation>
    </message>
</context>
<context>
    <name>OrdersPage</name>
    <message>
        <source>Orders</source>
        <translation>工单</translation>
    </message>
</context>
<context>
    <name>OwnPasswordForm</name>
    <message>
        <source>Password until now</source>
        <translation>原密码</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>The new one again</source>
        <translation>再输入新密码</translation>
    </message>
    <message>
        <source>{name}: a new password, of 10 characters at least</source>
        <translation>{name}:新密码,至少 10 个字符</translation>
    </message>
    <message>
        <source>Your password is changed.</source>
        <translation>密码已修改。</translation>
    </message>
</context>
<context>
    <name>OwnPinForm</name>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>新 PIN</translation>
    </message>
    <message>
        <source>The PIN again</source>
        <translation>再输入 PIN</translation>
    </message>
    <message>
        <source>{name}: a PIN of 6 to 12 digits</source>
        <translation>{name}:6 到 12 位数字的 PIN</translation>
    </message>
    <message>
        <source>Your PIN is set.</source>
        <translation>PIN 已设置。</translation>
    </message>
</context>
<context>
    <name>Pad</name>
    <message>
        <source>space</source>
        <translation>空格</translation>
    </message>
</context>
<context>
    <name>PastView</name>
    <message>
        <source>Closed orders, page {page} of {pages}</source>
        <translation>历史工单,第 {page} / {pages} 页</translation>
    </message>
    <message>
        <source>These are the newest.</source>
        <translation>已是最新。</translation>
    </message>
    <message>
        <source>There are no older ones.</source>
        <translation>没有更早的了。</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>called off: {why}</source>
        <translation>已取消:{why}</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批号</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>合格</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>剔除</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>How it ended</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>No order was closed yet.</source>
        <translation>还没有关闭的工单。</translation>
    </message>
</context>
<context>
    <name>PickOne</name>
    <message>
        <source>Page before</source>
        <translation>上一页</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>This is the first page.</source>
        <translation>已是第一页。</translation>
    </message>
    <message>
        <source>This is the last page.</source>
        <translation>已是最后一页。</translation>
    </message>
</context>
<context>
    <name>PointRow</name>
    <message>
        <source>open</source>
        <translation>未结</translation>
    </message>
    <message>
        <source>to know</source>
        <translation>提示</translation>
    </message>
</context>
<context>
    <name>ProductStep</name>
    <message>
        <source>Choose a product.</source>
        <translation>请选择产品。</translation>
    </message>
</context>
<context>
    <name>PutOnLine</name>
    <message>
        <source>Change over to {order}</source>
        <translation>换单到 {order}</translation>
    </message>
    <message>
        <source>Put {order} on the line</source>
        <translation>工单 {order} 上线</translation>
    </message>
    <message>
        <source>Change over</source>
        <translation>换单</translation>
    </message>
    <message>
        <source>Put on the line</source>
        <translation>上线</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>The order on the line is finished first. Its codes that were never printed:</source>
        <translation>先结束线上的工单。其从未打印的码:</translation>
    </message>
    <message>
        <source>Where its codes come from:</source>
        <translation>码的来源:</translation>
    </message>
    <message>
        <source>Give them back</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Void them</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>Codes that came back</source>
        <translation>已退回的码</translation>
    </message>
    <message>
        <source>Order {order} is on the line.</source>
        <translation>工单 {order} 已上线。</translation>
    </message>
</context>
<context>
    <name>QualityPart</name>
    <message>
        <source>Print score, 0 to 100: the camera&apos;s estimate, for the trend only</source>
        <translation>打印评分 0 到 100：相机估算，只用于看趋势</translation>
    </message>
    <message>
        <source>60 min ago</source>
        <translation>60 分钟前</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>usual</source>
        <translation>平时</translation>
    </message>
    <message>
        <source>warns below</source>
        <translation>低于此值报警</translation>
    </message>
    <message>
        <source>No score yet: it comes with good reads of a camera that grades.</source>
        <translation>还没有评分：会评级的相机读到合格码后才有。</translation>
    </message>
    <message>
        <source>Learning what is usual: {reads} of {needed} reads.</source>
        <translation>正在学习平时水平：已读 {reads} / {needed} 次。</translation>
    </message>
    <message>
        <source>The prints become worse: clean the head, then look at the next ones.</source>
        <translation>打印质量在变差：请清洁喷头，再看后面的码。</translation>
    </message>
    <message>
        <source>The prints are as usual.</source>
        <translation>打印质量与平时一样。</translation>
    </message>
</context>
<context>
    <name>RecordPreview</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Save PDF</source>
        <translation>保存 PDF</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>上一屏</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一屏</translation>
    </message>
    <message>
        <source>The record is not there yet.</source>
        <translation>记录尚未生成。</translation>
    </message>
    <message>
        <source>This is the beginning.</source>
        <translation>已到开头。</translation>
    </message>
    <message>
        <source>This is the end.</source>
        <translation>已到末尾。</translation>
    </message>
    <message>
        <source>Whole page</source>
        <translation>整页</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>阅读</translation>
    </message>
    <message>
        <source>First page</source>
        <translation>首页</translation>
    </message>
    <message>
        <source>Last page</source>
        <translation>末页</translation>
    </message>
    <message>
        <source>Batch record of order {order}</source>
        <translation>工单 {order} 的批次记录</translation>
    </message>
    <message>
        <source>Page {page} of {pages}</source>
        <translation>第 {page} 页,共 {pages} 页</translation>
    </message>
    <message>
        <source>part {part} of {parts}</source>
        <translation>第 {part}/{parts} 部分</translation>
    </message>
    <message>
        <source>No record was made: {why}</source>
        <translation>未能生成记录:{why}</translation>
    </message>
    <message>
        <source>The page is being drawn…</source>
        <translation>正在绘制页面…</translation>
    </message>
    <message>
        <source>The record is being made: {time}</source>
        <translation>正在生成记录:{time}</translation>
    </message>
    <message>
        <source>This station</source>
        <translation>本工作站</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>已保存:{path}</translation>
    </message>
</context>
<context>
    <name>RecordsPart</name>
    <message>
        <source>Batch records</source>
        <translation>批次记录</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批号</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>开单</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>关单</translation>
    </message>
    <message>
        <source>There is no order yet.</source>
        <translation>尚无工单。</translation>
    </message>
    <message>
        <source>Newer</source>
        <translation>较新</translation>
    </message>
    <message>
        <source>Older</source>
        <translation>较早</translation>
    </message>
    <message>
        <source>Preview, save</source>
        <translation>预览、保存</translation>
    </message>
    <message>
        <source>This is the newest page.</source>
        <translation>已是最新一页。</translation>
    </message>
    <message>
        <source>This is the oldest page.</source>
        <translation>已是最早一页。</translation>
    </message>
    <message>
        <source>Touch an order first.</source>
        <translation>请先点选工单。</translation>
    </message>
</context>
<context>
    <name>ReportWords</name>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>待上传</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>被拒</translation>
    </message>
    <message>
        <source>received</source>
        <translation>已接收</translation>
    </message>
    <message>
        <source>closing report</source>
        <translation>关单报告</translation>
    </message>
    <message>
        <source>shipment</source>
        <translation>发货</translation>
    </message>
    <message>
        <source>container</source>
        <translation>容器</translation>
    </message>
    <message>
        <source>void</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>剔除</translation>
    </message>
    <message>
        <source>sample</source>
        <translation>抽样</translation>
    </message>
    <message>
        <source>all time</source>
        <translation>全部时间</translation>
    </message>
    <message>
        <source>this shift</source>
        <translation>本班</translation>
    </message>
    <message>
        <source>last shift</source>
        <translation>上一班</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>seven days</source>
        <translation>最近七天</translation>
    </message>
    <message>
        <source>Availability</source>
        <translation>时间开动率</translation>
    </message>
    <message>
        <source>Performance</source>
        <translation>性能开动率</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>合格率</translation>
    </message>
    <message>
        <source>OEE</source>
        <translation>设备综合效率 OEE</translation>
    </message>
    <message>
        <source>no order was on the line</source>
        <translation>线上没有工单</translation>
    </message>
    <message>
        <source>no rated speed in the line file</source>
        <translation>产线文件中没有额定速度</translation>
    </message>
    <message>
        <source>the line did not run</source>
        <translation>产线没有运行</translation>
    </message>
    <message>
        <source>no item was judged</source>
        <translation>没有检测任何产品</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>全部操作</translation>
    </message>
    <message>
        <source>log in and out</source>
        <translation>登录与退出</translation>
    </message>
    <message>
        <source>refused commands</source>
        <translation>被拒的命令</translation>
    </message>
    <message>
        <source>users</source>
        <translation>用户管理</translation>
    </message>
    <message>
        <source>configuration, backup</source>
        <translation>配置与备份</translation>
    </message>
    <message>
        <source>devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>export of codes</source>
        <translation>导出码</translation>
    </message>
    <message>
        <source>orders</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>alarms</source>
        <translation>报警</translation>
    </message>
    <message>
        <source>rework, voids, samples</source>
        <translation>返工、作废、抽样</translation>
    </message>
    <message>
        <source>shipping</source>
        <translation>发货</translation>
    </message>
    <message>
        <source>clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>taken out</source>
        <translation>取出</translation>
    </message>
    <message>
        <source>label printed again</source>
        <translation>补打标签</translation>
    </message>
    <message>
        <source>quarantined</source>
        <translation>隔离</translation>
    </message>
    <message>
        <source>released</source>
        <translation>解除隔离</translation>
    </message>
    <message>
        <source>closed as partial</source>
        <translation>按零箱关闭</translation>
    </message>
    <message>
        <source>opened again</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>sample given back</source>
        <translation>撤销抽样</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>复检合格</translation>
    </message>
    <message>
        <source>in doubt</source>
        <translation>转存疑</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>printed</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>packed</source>
        <translation>装箱</translation>
    </message>
    <message>
        <source>unpacked</source>
        <translation>出箱</translation>
    </message>
    <message>
        <source>replaced</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>added</source>
        <translation>加入</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>emptied</source>
        <translation>倒空</translation>
    </message>
    <message>
        <source>new label</source>
        <translation>更换标签</translation>
    </message>
    <message>
        <source>destroyed</source>
        <translation>销毁</translation>
    </message>
    <message>
        <source>shipped</source>
        <translation>发货</translation>
    </message>
    <message>
        <source>shipping undone</source>
        <translation>撤销发货</translation>
    </message>
    <message>
        <source>codes given back</source>
        <translation>退回码段</translation>
    </message>
    <message>
        <source>range void</source>
        <translation>作废码段</translation>
    </message>
    <message>
        <source>clock is right</source>
        <translation>确认时钟</translation>
    </message>
    <message>
        <source>order changed</source>
        <translation>修改工单</translation>
    </message>
    <message>
        <source>alarm cleared</source>
        <translation>清除报警</translation>
    </message>
    <message>
        <source>state changed</source>
        <translation>切换状态</translation>
    </message>
    <message>
        <source>access</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>configuration</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>unlocked</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>export</source>
        <translation>导出</translation>
    </message>
</context>
<context>
    <name>ReportsPage</name>
    <message>
        <source>Reports</source>
        <translation>报表</translation>
    </message>
</context>
<context>
    <name>Rework</name>
    <message>
        <source>Container {number} waits for this label</source>
        <translation>容器 {number} 等待此标签</translation>
    </message>
    <message>
        <source>Good, on the table or the belt</source>
        <translation>合格，在返工台或输送带上</translation>
    </message>
    <message>
        <source>In quarantine</source>
        <translation>隔离中</translation>
    </message>
    <message>
        <source>Waits for the scan of its label</source>
        <translation>等待扫描其标签</translation>
    </message>
    <message>
        <source>Shipped to {dealer}</source>
        <translation>已发往 {dealer}</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>Last read</source>
        <translation>最近读码</translation>
    </message>
    <message>
        <source>Grade</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>平台</translation>
    </message>
    <message>
        <source>knows of it</source>
        <translation>已知</translation>
    </message>
    <message>
        <source>batch {batch}</source>
        <translation>批号 {batch}</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>In {what} {number}</source>
        <translation>在{what} {number}</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>放行</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>更换此件</translation>
    </message>
    <message>
        <source>Replace one in it</source>
        <translation>更换其中一件</translation>
    </message>
    <message>
        <source>Take it out</source>
        <translation>取出此件</translation>
    </message>
    <message>
        <source>Take items out</source>
        <translation>取出几件</translation>
    </message>
    <message>
        <source>Put it in</source>
        <translation>放入容器</translation>
    </message>
    <message>
        <source>Put items in</source>
        <translation>放入几件</translation>
    </message>
    <message>
        <source>Move it</source>
        <translation>移动此件</translation>
    </message>
    <message>
        <source>Move items here</source>
        <translation>移入几件</translation>
    </message>
    <message>
        <source>Empty the container</source>
        <translation>倒空容器</translation>
    </message>
    <message>
        <source>New label, new code</source>
        <translation>换新码新标签</translation>
    </message>
    <message>
        <source>Same label again</source>
        <translation>重打原标签</translation>
    </message>
    <message>
        <source>The label is on it</source>
        <translation>标签已贴好</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>抽样</translation>
    </message>
    <message>
        <source>Undo the sample</source>
        <translation>撤销抽样</translation>
    </message>
    <message>
        <source>Destroy</source>
        <translation>销毁</translation>
    </message>
    <message>
        <source>Quarantine it</source>
        <translation>隔离</translation>
    </message>
    <message>
        <source>Release it</source>
        <translation>解除隔离</translation>
    </message>
    <message>
        <source>Scan the good item that takes its place.</source>
        <translation>扫描替换用的合格品。</translation>
    </message>
    <message>
        <source>Scan the label of the container that it is in.</source>
        <translation>扫描它所在容器的标签。</translation>
    </message>
    <message>
        <source>Scan the item that leaves.</source>
        <translation>扫描要取出的产品。</translation>
    </message>
    <message>
        <source>Scan more that leave the same container, or go on.</source>
        <translation>继续扫描从同一容器取出的，或按“继续”。</translation>
    </message>
    <message>
        <source>Scan the label of the container that they leave.</source>
        <translation>扫描被取出容器的标签。</translation>
    </message>
    <message>
        <source>Scan each item that leaves, then go on.</source>
        <translation>逐件扫描要取出的，然后按“继续”。</translation>
    </message>
    <message>
        <source>Scan more that go into the same container, or go on.</source>
        <translation>继续扫描放入同一容器的，或按“继续”。</translation>
    </message>
    <message>
        <source>Scan the label of the container that they go into.</source>
        <translation>扫描要放入的容器的标签。</translation>
    </message>
    <message>
        <source>Scan each good item that goes in, then go on.</source>
        <translation>逐件扫描要放入的合格品，然后按“继续”。</translation>
    </message>
    <message>
        <source>Scan more that move along, or go on.</source>
        <translation>继续扫描一起移动的，或按“继续”。</translation>
    </message>
    <message>
        <source>Scan each item that moves here, then go on.</source>
        <translation>逐件扫描要移入的，然后按“继续”。</translation>
    </message>
    <message>
        <source>Scan the new label on the container.</source>
        <translation>扫描容器上的新标签。</translation>
    </message>
    <message>
        <source>Scan an item in the container, as a proof.</source>
        <translation>扫描容器内的一件，作为证明。</translation>
    </message>
    <message>
        <source>It is good: back to the table</source>
        <translation>合格：回返工台</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>剔除</translation>
    </message>
    <message>
        <source>Sample for QA</source>
        <translation>质检样品</translation>
    </message>
    <message>
        <source>Destroyed: code void</source>
        <translation>销毁：码作废</translation>
    </message>
    <message>
        <source>Defect</source>
        <translation>缺陷</translation>
    </message>
    <message>
        <source>Expiry</source>
        <translation>过期</translation>
    </message>
    <message>
        <source>QA sample</source>
        <translation>质检抽样</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回</translation>
    </message>
    <message>
        <source>Complaint</source>
        <translation>投诉</translation>
    </message>
    <message>
        <source>Testing</source>
        <translation>检测</translation>
    </message>
    <message>
        <source>Demo sample</source>
        <translation>展示样品</translation>
    </message>
    <message>
        <source>Damage or loss</source>
        <translation>破损或丢失</translation>
    </message>
    <message>
        <source>Destruction</source>
        <translation>销毁</translation>
    </message>
    <message>
        <source>Liquidation</source>
        <translation>清算</translation>
    </message>
    <message>
        <source>Confiscation</source>
        <translation>没收</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>未用</translation>
    </message>
    <message>
        <source>At the printer</source>
        <translation>在打印机</translation>
    </message>
    <message>
        <source>Sent to print</source>
        <translation>已发送打印</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>已打印</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>合格</translation>
    </message>
    <message>
        <source>Packed</source>
        <translation>已装入</translation>
    </message>
    <message>
        <source>In doubt</source>
        <translation>存疑</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>开放</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>满</translation>
    </message>
    <message>
        <source>Partial</source>
        <translation>零箱</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>Label printed</source>
        <translation>标签已打印</translation>
    </message>
    <message>
        <source>Label confirmed</source>
        <translation>标签已确认</translation>
    </message>
    <message>
        <source>Came printed</source>
        <translation>预印码收到</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>已验证</translation>
    </message>
    <message>
        <source>Taken out</source>
        <translation>已取出</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已放行</translation>
    </message>
    <message>
        <source>Sample taken</source>
        <translation>已抽样</translation>
    </message>
    <message>
        <source>Sample undone</source>
        <translation>抽样已撤销</translation>
    </message>
    <message>
        <source>A reason is needed.</source>
        <translation>须说明原因。</translation>
    </message>
    <message>
        <source>No code of this station, or in no container; scan again.</source>
        <translation>不是本站的码，或不在任何容器中；请重扫。</translation>
    </message>
    <message>
        <source>Scan the label of the container itself.</source>
        <translation>请扫描容器本身的标签。</translation>
    </message>
    <message>
        <source>It was shipped; take the shipping back first.</source>
        <translation>已发货；请先撤销发货。</translation>
    </message>
    <message>
        <source>Its label waits for a scan; scan that first.</source>
        <translation>其标签待扫；请先扫描。</translation>
    </message>
    <message>
        <source>It waits for no label; ask for one first.</source>
        <translation>没有等待的标签；请先打印。</translation>
    </message>
    <message>
        <source>The line still works on it; wait until it is done.</source>
        <translation>生产线仍在处理；请等待完成。</translation>
    </message>
    <message>
        <source>It was emptied and is no container any more.</source>
        <translation>已倒空，不再是容器。</translation>
    </message>
    <message>
        <source>Of another order; take one of the same order.</source>
        <translation>属于其他工单；请用同一工单的。</translation>
    </message>
    <message>
        <source>Of another level; scan what belongs there.</source>
        <translation>层级不符；请扫描正确的。</translation>
    </message>
    <message>
        <source>Not in its present state.</source>
        <translation>当前状态下不可以。</translation>
    </message>
    <message>
        <source>It is in another place; move it, or take it out there.</source>
        <translation>它在别处；请移动，或先从那里取出。</translation>
    </message>
    <message>
        <source>It is not in this container; check both.</source>
        <translation>不在此容器中；请核对。</translation>
    </message>
    <message>
        <source>Scanned twice; scan each one once.</source>
        <translation>重复扫描；每件只扫一次。</translation>
    </message>
    <message>
        <source>The container is full; take something out first.</source>
        <translation>容器已满；请先取出。</translation>
    </message>
    <message>
        <source>A container leaves whole; take it out as good.</source>
        <translation>容器须整体取出；请按合格取出。</translation>
    </message>
    <message>
        <source>Its order is not open: nothing good may stand loose.</source>
        <translation>其工单未开放：合格品不得散放。</translation>
    </message>
    <message>
        <source>Two items carry this code; destroy both.</source>
        <translation>两件带有同一码；两件都须销毁。</translation>
    </message>
    <message>
        <source>The label printer is away or busy.</source>
        <translation>标签打印机离线或忙。</translation>
    </message>
    <message>
        <source>No code of this level is left.</source>
        <translation>该层级的码已用完。</translation>
    </message>
    <message>
        <source>It is in quarantine already, or not at all.</source>
        <translation>已在隔离中，或未被隔离。</translation>
    </message>
    <message>
        <source>Whoever is logged in may not do that.</source>
        <translation>当前登录者无此权限。</translation>
    </message>
    <message>
        <source>This screen only watches; take control first.</source>
        <translation>此屏仅查看；请先接管控制。</translation>
    </message>
</context>
<context>
    <name>ReworkPage</name>
    <message>
        <source>Rework</source>
        <translation>返工</translation>
    </message>
    <message>
        <source>Nothing is packed by hand on this line.</source>
        <translation>本线没有手工装箱。</translation>
    </message>
    <message>
        <source>Scan anything</source>
        <translation>扫描任意码</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>基本信息</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>History</source>
        <translation>履历</translation>
    </message>
    <message>
        <source>Page back</source>
        <translation>上一页</translation>
    </message>
    <message>
        <source>Page on</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>What it is in</source>
        <translation>所在容器</translation>
    </message>
    <message>
        <source>Pack by hand</source>
        <translation>手工装箱</translation>
    </message>
    <message>
        <source>Scan a bottle, a case or a pallet</source>
        <translation>请扫描瓶、箱或托盘</translation>
    </message>
    <message>
        <source>Log in first, to see it.</source>
        <translation>请先登录再查看。</translation>
    </message>
    <message>
        <source>Scan it to change it.</source>
        <translation>要处理请扫描实物。</translation>
    </message>
    <message>
        <source>It is in no container, and no picture was kept.</source>
        <translation>不在容器中，也没有图片。</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>{what} {number}: {held} of {capacity}</source>
        <translation>{what} {number}：{held}/{capacity}</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Log in first.</source>
        <translation>请先登录。</translation>
    </message>
    <message>
        <source>Scan something first.</source>
        <translation>请先扫描。</translation>
    </message>
    <message>
        <source>It is in no container.</source>
        <translation>不在任何容器中。</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>码</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Nothing is in it.</source>
        <translation>里面没有东西。</translation>
    </message>
    <message>
        <source>What, newest first</source>
        <translation>内容（最新在前）</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>It is in nothing that has a label.</source>
        <translation>它不在有标签的容器中。</translation>
    </message>
    <message>
        <source>This is the first page.</source>
        <translation>已是第一页。</translation>
    </message>
    <message>
        <source>This is the last page.</source>
        <translation>已是最后一页。</translation>
    </message>
    <message>
        <source>Scan the items, then their container</source>
        <translation>先扫产品，再扫容器</translation>
    </message>
    <message>
        <source>Packing by hand</source>
        <translation>手工装箱中</translation>
    </message>
    <message>
        <source>Close though not full</source>
        <translation>未满封箱</translation>
    </message>
    <message>
        <source>All taken out again</source>
        <translation>已全部取出</translation>
    </message>
    <message>
        <source>Open {what}: {filled} of {capacity}</source>
        <translation>未满{what}：{filled}/{capacity}</translation>
    </message>
    <message>
        <source>End of order</source>
        <translation>工单结束</translation>
    </message>
    <message>
        <source>Change of shift</source>
        <translation>换班</translation>
    </message>
    <message>
        <source>Items taken out</source>
        <translation>取出产品</translation>
    </message>
    <message>
        <source>Packed by mistake</source>
        <translation>误装</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>原因？</translation>
    </message>
</context>
<context>
    <name>RunPage</name>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>良品</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>剔除</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>箱</translation>
    </message>
    <message>
        <source>Pallets</source>
        <translation>托盘</translation>
    </message>
    <message>
        <source>Bottles / min</source>
        <translation>瓶/分</translation>
    </message>
    <message>
        <source>Codes left, min</source>
        <translation>余码(分钟)</translation>
    </message>
    <message>
        <source>Why rejected</source>
        <translation>剔除原因</translation>
    </message>
    <message>
        <source>Last hour: good and rejected a minute</source>
        <translation>最近一小时:每分钟良品与剔除</translation>
    </message>
    <message>
        <source>60 min ago</source>
        <translation>60 分钟前</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Part case</source>
        <translation>零箱关闭</translation>
    </message>
    <message>
        <source>Part pallet</source>
        <translation>零托关闭</translation>
    </message>
    <message>
        <source>Reprint label</source>
        <translation>补打标签</translation>
    </message>
    <message>
        <source>Call help</source>
        <translation>呼叫协助</translation>
    </message>
    <message>
        <source>Bottles / min, of {target}</source>
        <translation>瓶/分(目标 {target})</translation>
    </message>
    <message>
        <source>No case is open</source>
        <translation>无未满箱</translation>
    </message>
    <message>
        <source>Open {what}: {filled} of {capacity}</source>
        <translation>未满{what}:{filled} / {capacity}</translation>
    </message>
    <message>
        <source>{what} at the camera: {filled} of {capacity}</source>
        <translation>相机处{what}:{filled} / {capacity}</translation>
    </message>
    <message>
        <source>First article: waiting for the first good read</source>
        <translation>首件:等待首次良品读取</translation>
    </message>
    <message>
        <source>Last reads; first article good at {at}</source>
        <translation>最近读取;首件合格 {at}</translation>
    </message>
    <message>
        <source>Last reads</source>
        <translation>最近读取</translation>
    </message>
    <message>
        <source>No case is open.</source>
        <translation>当前没有未满箱。</translation>
    </message>
    <message>
        <source>No pallet is open.</source>
        <translation>当前没有未满托盘。</translation>
    </message>
    <message>
        <source>No container waits for its label.</source>
        <translation>没有等待贴标的箱或托盘。</translation>
    </message>
    <message>
        <source>Break</source>
        <translation>休息</translation>
    </message>
    <message>
        <source>Material</source>
        <translation>待料</translation>
    </message>
    <message>
        <source>Cleaning</source>
        <translation>清洁</translation>
    </message>
    <message>
        <source>Adjustment</source>
        <translation>调整</translation>
    </message>
    <message>
        <source>Fault of a machine</source>
        <translation>设备故障</translation>
    </message>
    <message>
        <source>Quality check</source>
        <translation>质量检查</translation>
    </message>
    <message>
        <source>Pause: why?</source>
        <translation>暂停:原因?</translation>
    </message>
    <message>
        <source>End of order</source>
        <translation>工单结束</translation>
    </message>
    <message>
        <source>Change of shift</source>
        <translation>交接班</translation>
    </message>
    <message>
        <source>Items taken out</source>
        <translation>产品已取出</translation>
    </message>
    <message>
        <source>No more material</source>
        <translation>物料用完</translation>
    </message>
    <message>
        <source>Close it though it isn&apos;t full: why?</source>
        <translation>未满即关闭:原因?</translation>
    </message>
    <message>
        <source>Label unreadable</source>
        <translation>标签无法读取</translation>
    </message>
    <message>
        <source>Label lost</source>
        <translation>标签丢失</translation>
    </message>
    <message>
        <source>Label damaged</source>
        <translation>标签损坏</translation>
    </message>
    <message>
        <source>Print the same label once more: why?</source>
        <translation>补打同一标签:原因?</translation>
    </message>
    <message>
        <source>Help was called.</source>
        <translation>已呼叫协助。</translation>
    </message>
</context>
<context>
    <name>ScanAll</name>
    <message>
        <source>Scan every item of it, one after the other</source>
        <translation>请逐件扫描其中所有产品</translation>
    </message>
    <message>
        <source>Take last back</source>
        <translation>撤销上一个</translation>
    </message>
    <message>
        <source>That is all</source>
        <translation>全部扫完</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>This one was scanned already.</source>
        <translation>此件已扫描过。</translation>
    </message>
    <message>
        <source>{count} scanned</source>
        <translation>已扫 {count} 件</translation>
    </message>
    <message>
        <source>Nothing is scanned yet.</source>
        <translation>尚未扫描。</translation>
    </message>
</context>
<context>
    <name>ScannerPart</name>
    <message>
        <source>Test label: {label}</source>
        <translation>测试标签：{label}</translation>
    </message>
    <message>
        <source>Next label</source>
        <translation>下一个标签</translation>
    </message>
    <message>
        <source>Scan now</source>
        <translation>开始扫描</translation>
    </message>
    <message>
        <source>Scan the label on the left with the scanner of this screen.</source>
        <translation>请用本屏的扫描枪扫描左边的标签。</translation>
    </message>
    <message>
        <source>Press “Scan now”, then scan the label on the left with this scanner.</source>
        <translation>按“开始扫描”，再用这台扫描器扫描左边的标签。</translation>
    </message>
    <message>
        <source>Nothing was scanned yet.</source>
        <translation>还没有扫描。</translation>
    </message>
    <message>
        <source>The scanner is set well for this label.</source>
        <translation>扫描器对此标签设置正确。</translation>
    </message>
</context>
<context>
    <name>Seat</name>
    <message>
        <source>Log in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>{name}: locked</source>
        <translation>{name}:已锁屏</translation>
    </message>
    <message>
        <source>This screen only watches: take control first.</source>
        <translation>本屏仅查看:请先接管控制。</translation>
    </message>
    <message>
        <source>Log in as {roles}.</source>
        <translation>请以 {roles} 身份登录。</translation>
    </message>
    <message>
        <source>This takes the password: log in with it again.</source>
        <translation>此操作须用密码:请用密码重新登录。</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Line file</source>
        <translation>产线文件</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Clean screen</source>
        <translation>清洁屏幕</translation>
    </message>
    <message>
        <source>It gets no smaller.</source>
        <translation>已是最小。</translation>
    </message>
    <message>
        <source>It gets no larger.</source>
        <translation>已是最大。</translation>
    </message>
    <message>
        <source>{density} px a mm: a key is {mm} mm high. If a ruler says less: Larger.</source>
        <translation>每毫米 {density} 像素:按键高 {mm} 毫米。若尺量不足,请放大。</translation>
    </message>
    <message>
        <source>{path}: nothing is wrong.</source>
        <translation>{path}:没有问题。</translation>
    </message>
    <message>
        <source>{path}: {count} findings</source>
        <translation>{path}:发现 {count} 处问题</translation>
    </message>
    <message>
        <source>the database is encrypted</source>
        <translation>数据库已加密</translation>
    </message>
    <message>
        <source>the database is not encrypted</source>
        <translation>数据库未加密</translation>
    </message>
    <message>
        <source>Packline {version}; line file {file}; {kept}</source>
        <translation>Packline {version};产线文件 {file};{kept}</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>DEMONSTRATION</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>Batch {batch}</source>
        <translation>批号 {batch}</translation>
    </message>
    <message>
        <source>No order is on the line</source>
        <translation>产线上没有工单</translation>
    </message>
    <message>
        <source>No alarm</source>
        <translation>无报警</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>无</translation>
    </message>
    <message>
        <source>This screen only watches; control: {screen}</source>
        <translation>本屏仅查看;控制屏:{screen}</translation>
    </message>
    <message>
        <source>The station doesn&apos;t answer</source>
        <translation>工位系统无应答</translation>
    </message>
    <message>
        <source>The line may go on without it. This screen comes back by itself.</source>
        <translation>产线可能仍在运行。恢复后本屏自动重新连接。</translation>
    </message>
    <message>
        <source>{seconds} s, then it works again</source>
        <translation>{seconds} 秒后恢复</translation>
    </message>
    <message>
        <source>Clean the screen now: touches do nothing</source>
        <translation>现在可以清洁屏幕:触摸无效</translation>
    </message>
    <message>
        <source>STOP</source>
        <translation>停线</translation>
    </message>
    <message>
        <source>Take control</source>
        <translation>接管控制</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>如何处理</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
</context>
<context>
    <name>ShiftPart</name>
    <message>
        <source>Shift figures</source>
        <translation>班次数据</translation>
    </message>
    <message>
        <source>Which shift…</source>
        <translation>选择班次…</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Why rejected</source>
        <translation>剔除原因</translation>
    </message>
    <message>
        <source>Over time: good and rejected</source>
        <translation>随时间:合格与剔除</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Nothing was read.</source>
        <translation>没有读码。</translation>
    </message>
    <message>
        <source>Asking the station…</source>
        <translation>正在询问工作站…</translation>
    </message>
    <message>
        <source>{span}: {begin} to {end}   Orders: {orders}</source>
        <translation>{span}:{begin} 至 {end}   工单:{orders}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>the product of the three</source>
        <translation>三项之积</translation>
    </message>
    <message>
        <source>Good: {count}</source>
        <translation>合格:{count}</translation>
    </message>
    <message>
        <source>Rejected: {count}</source>
        <translation>剔除:{count}</translation>
    </message>
    <message>
        <source>{what}: {full} full, {partial} part</source>
        <translation>{what}:满 {full},零 {partial}</translation>
    </message>
    <message>
        <source>Held by alarms: {time}</source>
        <translation>报警停线:{time}</translation>
    </message>
    <message>
        <source>Which span of time?</source>
        <translation>哪段时间?</translation>
    </message>
</context>
<context>
    <name>StatePart</name>
    <message>
        <source>What it is</source>
        <translation>设备资料</translation>
    </message>
    <message>
        <source>Counted since the station&apos;s start</source>
        <translation>工位启动以来的计数</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>还没有</translation>
    </message>
    <message>
        <source>on the real device</source>
        <translation>已在真实设备上试过</translation>
    </message>
    <message>
        <source>on its twin only</source>
        <translation>只在仿真设备上试过</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>协议</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Tried</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Done is</source>
        <translation>打印完成</translation>
    </message>
    <message>
        <source>Credit</source>
        <translation>缓存余量</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>可存</translation>
    </message>
    <message>
        <source>{n} codes</source>
        <translation>{n} 个码</translation>
    </message>
    <message>
        <source>Longest</source>
        <translation>最长</translation>
    </message>
    <message>
        <source>{n} characters</source>
        <translation>{n} 个字符</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>手册</translation>
    </message>
    <message>
        <source>Not verified</source>
        <translation>未证实</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>told by the device, print by print, with its number</source>
        <translation>设备逐个报告，带序号</translation>
    </message>
    <message>
        <source>told by the device, print by print</source>
        <translation>设备逐个报告</translation>
    </message>
    <message>
        <source>counted by the device</source>
        <translation>设备计数</translation>
    </message>
    <message>
        <source>counted by the PLC</source>
        <translation>PLC 计数</translation>
    </message>
    <message>
        <source>seen by the camera only</source>
        <translation>只有相机看到</translation>
    </message>
    <message>
        <source>the device says when it is full</source>
        <translation>存满时设备会说</translation>
    </message>
    <message>
        <source>the device tells its free places</source>
        <translation>设备报告空位数</translation>
    </message>
    <message>
        <source>the device asks for the next code</source>
        <translation>设备索要下一个码</translation>
    </message>
    <message>
        <source>counted by the station</source>
        <translation>工位自己计数</translation>
    </message>
    <message>
        <source>Last event</source>
        <translation>最近事件</translation>
    </message>
    <message>
        <source>The device&apos;s own counter</source>
        <translation>设备自身计数</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>还没有</translation>
    </message>
    <message>
        <source>{n} s ago</source>
        <translation>{n} 秒前</translation>
    </message>
    <message>
        <source>{n} min ago</source>
        <translation>{n} 分钟前</translation>
    </message>
    <message>
        <source>Connections made</source>
        <translation>连接次数</translation>
    </message>
    <message>
        <source>Connections lost</source>
        <translation>断线次数</translation>
    </message>
    <message>
        <source>Faults</source>
        <translation>故障</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Jobs accepted</source>
        <translation>已接受任务</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>已打印</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>未发送</translation>
    </message>
    <message>
        <source>In doubt</source>
        <translation>存疑</translation>
    </message>
    <message>
        <source>Emptied</source>
        <translation>已清空</translation>
    </message>
    <message>
        <source>Reads</source>
        <translation>读到</translation>
    </message>
    <message>
        <source>No reads</source>
        <translation>未读到</translation>
    </message>
    <message>
        <source>Events of the line</source>
        <translation>产线事件</translation>
    </message>
    <message>
        <source>Times that events were lost</source>
        <translation>事件丢失次数</translation>
    </message>
    <message>
        <source>Verdicts taken</source>
        <translation>已接收判定</translation>
    </message>
    <message>
        <source>Heartbeats lost</source>
        <translation>心跳丢失</translation>
    </message>
    <message>
        <source>PLC: products</source>
        <translation>PLC：产品数</translation>
    </message>
    <message>
        <source>PLC: prints</source>
        <translation>PLC：打印数</translation>
    </message>
    <message>
        <source>PLC: kicked off</source>
        <translation>PLC：剔除数</translation>
    </message>
    <message>
        <source>PLC: counters begun anew</source>
        <translation>PLC：计数器重新开始</translation>
    </message>
</context>
<context>
    <name>TrailPart</name>
    <message>
        <source>Audit trail</source>
        <translation>审计追踪</translation>
    </message>
    <message>
        <source>Newer</source>
        <translation>较新</translation>
    </message>
    <message>
        <source>Older</source>
        <translation>较早</translation>
    </message>
    <message>
        <source>Who…</source>
        <translation>人员…</translation>
    </message>
    <message>
        <source>What…</source>
        <translation>操作…</translation>
    </message>
    <message>
        <source>Order…</source>
        <translation>工单…</translation>
    </message>
    <message>
        <source>When…</source>
        <translation>时间…</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>没有找到。</translation>
    </message>
    <message>
        <source>Looking back…</source>
        <translation>正在向前查找…</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>What</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>About</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Why, or how it went</source>
        <translation>原因或结果</translation>
    </message>
    <message>
        <source>This is the newest page.</source>
        <translation>已是最新一页。</translation>
    </message>
    <message>
        <source>This is the oldest page.</source>
        <translation>已是最早一页。</translation>
    </message>
    <message>
        <source>Who: {who}   What: {what}   Order: {order}   When: {when}</source>
        <translation>人员:{who}   操作:{what}   工单:{order}   时间:{when}</translation>
    </message>
    <message>
        <source>everybody</source>
        <translation>所有人</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>looking back: {time}</source>
        <translation>已查到:{time}</translation>
    </message>
    <message>
        <source>container {number}</source>
        <translation>容器 {number}</translation>
    </message>
    <message>
        <source>codes: {count}</source>
        <translation>码数:{count}</translation>
    </message>
    <message>
        <source>Whose acts?</source>
        <translation>谁的操作?</translation>
    </message>
    <message>
        <source>Which acts?</source>
        <translation>哪些操作?</translation>
    </message>
    <message>
        <source>Of which order?</source>
        <translation>哪个工单?</translation>
    </message>
    <message>
        <source>Of when?</source>
        <translation>哪段时间?</translation>
    </message>
</context>
<context>
    <name>TryPart</name>
    <message>
        <source>Only while the line stands; each test is on record</source>
        <translation>只在停线时可用；每次测试都有记录</translation>
    </message>
    <message>
        <source>Print one test code</source>
        <translation>打印一个测试码</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>收回</translation>
    </message>
    <message>
        <source>Read once</source>
        <translation>读一次</translation>
    </message>
    <message>
        <source>Kick once</source>
        <translation>剔除一次</translation>
    </message>
    <message>
        <source>Let one item pass the coder by hand, then take it away.</source>
        <translation>用手让一件产品经过喷码机，然后拿走。</translation>
    </message>
    <message>
        <source>One label comes out; throw it away.</source>
        <translation>会打出一张标签；请扔掉。</translation>
    </message>
    <message>
        <source>The rejecter kicks once without an item. Keep hands away from it.</source>
        <translation>剔除器会空踢一次。请把手移开。</translation>
    </message>
    <message>
        <source>Press the key, then scan within 30 s. What is read goes nowhere.</source>
        <translation>按下后 30 秒内扫描。读到的内容不会记入产线。</translation>
    </message>
    <message>
        <source>Hold a code before the reader. What is read goes nowhere.</source>
        <translation>把码放在读码器前。读到的内容不会记入产线。</translation>
    </message>
    <message>
        <source>This device has no test.</source>
        <translation>此设备没有测试。</translation>
    </message>
    <message>
        <source>{at}  “{text}”: {result}</source>
        <translation>{at}  “{text}”：{result}</translation>
    </message>
    <message>
        <source>{at}  “{text}” is sent and not out yet</source>
        <translation>{at}  “{text}”已发送，还没有打出</translation>
    </message>
    <message>
        <source>printed</source>
        <translation>已打印</translation>
    </message>
    <message>
        <source>printed, as the PLC counted it</source>
        <translation>已打印（PLC 已计数）</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>已收回</translation>
    </message>
    <message>
        <source>not printed</source>
        <translation>未打印</translation>
    </message>
    <message>
        <source>in doubt (look whether it came out)</source>
        <translation>存疑（请看是否打出）</translation>
    </message>
    <message>
        <source>{at}  waiting for a read</source>
        <translation>{at}  等待读码</translation>
    </message>
    <message>
        <source>nothing was read</source>
        <translation>什么也没读到</translation>
    </message>
</context>
<context>
    <name>TypeStep</name>
    <message>
        <source>Type it first.</source>
        <translation>请先输入。</translation>
    </message>
    <message>
        <source>A number is wanted here.</source>
        <translation>此处需要数字。</translation>
    </message>
</context>
<context>
    <name>Typing</name>
    <message>
        <source>Enter</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
</context>
<context>
    <name>UploadsPage</name>
    <message>
        <source>Uploads</source>
        <translation>上传</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>待上传</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>已接收</translation>
    </message>
    <message>
        <source>Oldest waits</source>
        <translation>最久等待</translation>
    </message>
    <message>
        <source>Last success</source>
        <translation>上次成功</translation>
    </message>
    <message>
        <source>Newer</source>
        <translation>较新</translation>
    </message>
    <message>
        <source>Older</source>
        <translation>较早</translation>
    </message>
    <message>
        <source>Code by code</source>
        <translation>逐码查看</translation>
    </message>
    <message>
        <source>Send refused again</source>
        <translation>重发被拒批</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>上传批</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Receipt, or why not</source>
        <translation>回执或原因</translation>
    </message>
    <message>
        <source>No batch is here.</source>
        <translation>没有上传批。</translation>
    </message>
    <message>
        <source>no platform in the line file</source>
        <translation>产线文件中没有平台</translation>
    </message>
    <message>
        <source>Shown: {which}   Platform: {where}</source>
        <translation>显示:{which}   平台:{where}</translation>
    </message>
    <message>
        <source>{what}, corrected</source>
        <translation>{what},更正</translation>
    </message>
    <message>
        <source>receipt {number}</source>
        <translation>回执 {number}</translation>
    </message>
    <message>
        <source>codes refused: {count}</source>
        <translation>被拒码数:{count}</translation>
    </message>
    <message>
        <source>tries: {count}</source>
        <translation>已尝试:{count} 次</translation>
    </message>
    <message>
        <source>again at {time}</source>
        <translation>{time} 再试</translation>
    </message>
    <message>
        <source>Show…</source>
        <translation>显示…</translation>
    </message>
    <message>
        <source>This is the newest page.</source>
        <translation>已是最新一页。</translation>
    </message>
    <message>
        <source>This is the oldest page.</source>
        <translation>已是最早一页。</translation>
    </message>
    <message>
        <source>Touch a batch first.</source>
        <translation>请先点选上传批。</translation>
    </message>
    <message>
        <source>It takes: {who}</source>
        <translation>需要:{who}</translation>
    </message>
    <message>
        <source>No batch was refused.</source>
        <translation>没有被拒的批。</translation>
    </message>
    <message>
        <source>Which batches?</source>
        <translation>哪些上传批?</translation>
    </message>
    <message>
        <source>Batches to be sent again: {count}</source>
        <translation>将重发的批数:{count}</translation>
    </message>
</context>
<context>
    <name>UsersPage</name>
    <message>
        <source>Users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>New user</source>
        <translation>新用户</translation>
    </message>
    <message>
        <source>Other role</source>
        <translation>更改角色</translation>
    </message>
    <message>
        <source>Disable</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Enable</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>Give badge</source>
        <translation>发放工牌</translation>
    </message>
    <message>
        <source>Take badge away</source>
        <translation>收回工牌</translation>
    </message>
    <message>
        <source>Take PIN away</source>
        <translation>取消 PIN</translation>
    </message>
    <message>
        <source>Page before</source>
        <translation>上一页</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Comes back by</source>
        <translation>返回方式</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>badge</source>
        <translation>工牌</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>locked for {seconds} s after wrong tries</source>
        <translation>输错次数过多,锁定 {seconds} 秒</translation>
    </message>
    <message>
        <source>must choose a password</source>
        <translation>须自设密码</translation>
    </message>
    <message>
        <source>active</source>
        <translation>启用中</translation>
    </message>
    <message>
        <source>This is the first page.</source>
        <translation>已是第一页。</translation>
    </message>
    <message>
        <source>This is the last page.</source>
        <translation>已是最后一页。</translation>
    </message>
    <message>
        <source>Choose a user in the list first.</source>
        <translation>请先在列表中选择用户。</translation>
    </message>
    <message>
        <source>Change your own with the person key.</source>
        <translation>自己的密码请按人员键修改。</translation>
    </message>
    <message>
        <source>This user has no badge.</source>
        <translation>该用户没有工牌。</translation>
    </message>
    <message>
        <source>This user has no PIN.</source>
        <translation>该用户没有 PIN。</translation>
    </message>
    <message>
        <source>New user: which role?</source>
        <translation>新用户:什么角色?</translation>
    </message>
    <message>
        <source>The user is added.</source>
        <translation>用户已添加。</translation>
    </message>
    <message>
        <source>{name}: which role?</source>
        <translation>{name}:什么角色?</translation>
    </message>
    <message>
        <source>The role is changed.</source>
        <translation>角色已更改。</translation>
    </message>
    <message>
        <source>The user is enabled.</source>
        <translation>用户已启用。</translation>
    </message>
    <message>
        <source>The user is disabled.</source>
        <translation>用户已停用。</translation>
    </message>
    <message>
        <source>The password is changed.</source>
        <translation>密码已修改。</translation>
    </message>
    <message>
        <source>The badge is given.</source>
        <translation>工牌已发放。</translation>
    </message>
    <message>
        <source>It is taken away.</source>
        <translation>已收回。</translation>
    </message>
</context>
<context>
    <name>Walk</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Add words</source>
        <translation>补充说明</translation>
    </message>
    <message>
        <source>Hold: do it</source>
        <translation>长按执行</translation>
    </message>
    <message>
        <source>Do it</source>
        <translation>执行</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>In your own words</source>
        <translation>用自己的话说明</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>What becomes of what leaves?</source>
        <translation>取出的如何处理？</translation>
    </message>
    <message>
        <source>Grade of the new read?</source>
        <translation>复读等级？</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>原因？</translation>
    </message>
    <message>
        <source>Is this right?</source>
        <translation>是否正确？</translation>
    </message>
    <message>
        <source>Scan here</source>
        <translation>在此扫描</translation>
    </message>
    <message>
        <source>{count} scanned; the last of them:</source>
        <translation>已扫 {count} 件；最近的：</translation>
    </message>
    <message>
        <source>Scan at least one first.</source>
        <translation>请至少扫描一件。</translation>
    </message>
    <message>
        <source>Nothing was scanned here.</source>
        <translation>这里还没有扫描。</translation>
    </message>
    <message>
        <source>Not measured</source>
        <translation>未测</translation>
    </message>
    <message>
        <source>Leaves</source>
        <translation>取出</translation>
    </message>
    <message>
        <source>Goes in</source>
        <translation>放入</translation>
    </message>
    <message>
        <source>What</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Container</source>
        <translation>容器</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Into</source>
        <translation>移入</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>证明</translation>
    </message>
    <message>
        <source>Becomes</source>
        <translation>处理</translation>
    </message>
    <message>
        <source>Grade</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Nothing is to be scanned now; press a key, or cancel.</source>
        <translation>现在不需扫描；请按键，或取消。</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>In this size not everything fits on the panel; it stays as it is.</source>
        <translation>此大小下面板放不下全部内容,保持不变。</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Idle</source>
        <translation>待机</translation>
    </message>
    <message>
        <source>Execute</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>保持</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>挂起</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Completing</source>
        <translation>收尾</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>准备中</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>无应答</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>fault</source>
        <translation>故障</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>PLC</source>
        <translation>PLC</translation>
    </message>
    <message>
        <source>coder</source>
        <translation>喷码机</translation>
    </message>
    <message>
        <source>camera</source>
        <translation>相机</translation>
    </message>
    <message>
        <source>case camera</source>
        <translation>箱相机</translation>
    </message>
    <message>
        <source>confirming reader</source>
        <translation>确认读码器</translation>
    </message>
    <message>
        <source>shipping scanner</source>
        <translation>发货扫描器</translation>
    </message>
    <message>
        <source>hand scanner</source>
        <translation>手持扫描枪</translation>
    </message>
    <message>
        <source>label printer</source>
        <translation>标签打印机</translation>
    </message>
    <message>
        <source>label scanner</source>
        <translation>标签扫描器</translation>
    </message>
    <message>
        <source>bottle</source>
        <translation>瓶</translation>
    </message>
    <message>
        <source>case</source>
        <translation>箱</translation>
    </message>
    <message>
        <source>pallet</source>
        <translation>托盘</translation>
    </message>
    <message>
        <source>box</source>
        <translation>盒</translation>
    </message>
    <message>
        <source>can</source>
        <translation>罐</translation>
    </message>
    <message>
        <source>item</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>good</source>
        <translation>良品</translation>
    </message>
    <message>
        <source>no read</source>
        <translation>未读到</translation>
    </message>
    <message>
        <source>read too late</source>
        <translation>读取超时</translation>
    </message>
    <message>
        <source>not at the camera</source>
        <translation>未到相机</translation>
    </message>
    <message>
        <source>several codes</source>
        <translation>多个码</translation>
    </message>
    <message>
        <source>same code twice</source>
        <translation>重码</translation>
    </message>
    <message>
        <source>unknown code</source>
        <translation>未知码</translation>
    </message>
    <message>
        <source>wrong symbol</source>
        <translation>码制不符</translation>
    </message>
    <message>
        <source>other product</source>
        <translation>其他产品</translation>
    </message>
    <message>
        <source>other batch</source>
        <translation>其他批次</translation>
    </message>
    <message>
        <source>other level</source>
        <translation>其他层级</translation>
    </message>
    <message>
        <source>already packed</source>
        <translation>已装箱</translation>
    </message>
    <message>
        <source>kicked off before</source>
        <translation>曾被剔除</translation>
    </message>
    <message>
        <source>void code</source>
        <translation>作废码</translation>
    </message>
    <message>
        <source>never printed here</source>
        <translation>未在此打印</translation>
    </message>
    <message>
        <source>second code missing</source>
        <translation>缺第二个码</translation>
    </message>
    <message>
        <source>scanned too early</source>
        <translation>扫描过早</translation>
    </message>
    <message>
        <source>set not whole</source>
        <translation>套标不全</translation>
    </message>
    <message>
        <source>codes of two items</source>
        <translation>两件产品的码</translation>
    </message>
    <message>
        <source>operator</source>
        <translation>操作员</translation>
    </message>
    <message>
        <source>line leader</source>
        <translation>线长</translation>
    </message>
    <message>
        <source>QA</source>
        <translation>质检</translation>
    </message>
    <message>
        <source>plant IT</source>
        <translation>工厂IT</translation>
    </message>
    <message>
        <source>administrator</source>
        <translation>管理员</translation>
    </message>
    <message>
        <source>auditor</source>
        <translation>审计员</translation>
    </message>
</context>
</TS>
