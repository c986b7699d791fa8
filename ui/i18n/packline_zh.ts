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
    <name>Choice</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
</context>
<context>
    <name>LogInOverlay</name>
    <message>
        <source>First administrator</source>
        <translation>首位管理员</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>This station has no user yet: make the administrator.</source>
        <translation>本工位尚无用户:请建立管理员。</translation>
    </message>
    <message>
        <source>Name, or scan the badge</source>
        <translation>姓名,或扫描工牌</translation>
    </message>
    <message>
        <source>Password or PIN</source>
        <translation>密码或 PIN</translation>
    </message>
    <message>
        <source>New password of your own</source>
        <translation>设置自己的新密码</translation>
    </message>
    <message>
        <source>Log out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Type the name and the password.</source>
        <translation>请输入姓名和密码。</translation>
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
    <name>Pad</name>
    <message>
        <source>space</source>
        <translation>空格</translation>
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
        <source>This screen only watches: take control first.</source>
        <translation>本屏仅查看:请先接管控制。</translation>
    </message>
    <message>
        <source>Log in as {roles}.</source>
        <translation>请以{roles}身份登录。</translation>
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
    <name>Seat</name>
    <message>
        <source>Log in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>{name}: locked</source>
        <translation>{name}:已锁屏</translation>
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
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Clean screen</source>
        <translation>清洁屏幕</translation>
    </message>
    <message>
        <source>{path}: nothing is wrong.</source>
        <translation>{path}:没有问题。</translation>
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
