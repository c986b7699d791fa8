<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>Station</name>
        <message>
            <source>belt</source>
            <translation>输送带</translation>
        </message>
        <message>
            <source>clock</source>
            <translation>时钟</translation>
        </message>
        <message>
            <source>pool</source>
            <translation>码池</translation>
        </message>
        <message>
            <source>shipping</source>
            <translation>发货</translation>
        </message>
        <message>
            <source>order</source>
            <translation>工单</translation>
        </message>
        <message>
            <source>line</source>
            <translation>产线</translation>
        </message>
        <message>
            <source>product</source>
            <translation>产品</translation>
        </message>
        <message>
            <source>item</source>
            <translation>产品</translation>
        </message>
        <message>
            <source>bottle</source>
            <translation>瓶</translation>
        </message>
        <message>
            <source>can</source>
            <translation>罐</translation>
        </message>
        <message>
            <source>bag</source>
            <translation>袋</translation>
        </message>
        <message>
            <source>box</source>
            <translation>盒</translation>
        </message>
        <message>
            <source>carton</source>
            <translation>纸箱</translation>
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
            <source>cap</source>
            <translation>瓶盖</translation>
        </message>
        <message>
            <source>label</source>
            <translation>标签</translation>
        </message>
        <message>
            <source>offline</source>
            <translation>离线</translation>
        </message>
        <message>
            <source>preparing</source>
            <translation>准备中</translation>
        </message>
        <message>
            <source>ready</source>
            <translation>就绪</translation>
        </message>
        <message>
            <source>paused</source>
            <translation>暂停</translation>
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
            <source>running</source>
            <translation>运行</translation>
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
            <source>printer</source>
            <translation>打印机</translation>
        </message>
        <message>
            <source>scanner</source>
            <translation>扫描器</translation>
        </message>
        <message>
            <source>reader</source>
            <translation>读码器</translation>
        </message>
        <message>
            <source>disk</source>
            <translation>磁盘</translation>
        </message>
        <message>
            <source>estop</source>
            <translation>急停</translation>
        </message>
        <message>
            <source>low</source>
            <translation>低</translation>
        </message>
        <message>
            <source>high</source>
            <translation>高</translation>
        </message>
        <message>
            <source>halted</source>
            <translation>已停</translation>
        </message>
        <message>
            <source>off</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>connected</source>
            <translation>已连接</translation>
        </message>
        <message>
            <source>reading</source>
            <translation>读取</translation>
        </message>
        <message>
            <source>aborted</source>
            <translation>已中止</translation>
        </message>
        <message>
            <source>aborting</source>
            <translation>正在中止</translation>
        </message>
        <message>
            <source>clearing</source>
            <translation>正在清除</translation>
        </message>
        <message>
            <source>stopping</source>
            <translation>正在停止</translation>
        </message>
        <message>
            <source>starting</source>
            <translation>正在启动</translation>
        </message>
        <message>
            <source>resetting</source>
            <translation>正在复位</translation>
        </message>
        <message>
            <source>holding</source>
            <translation>正在转入保持</translation>
        </message>
        <message>
            <source>unholding</source>
            <translation>正在解除保持</translation>
        </message>
        <message>
            <source>suspending</source>
            <translation>正在挂起</translation>
        </message>
        <message>
            <source>unsuspending</source>
            <translation>正在恢复</translation>
        </message>
        <message>
            <source>suspended</source>
            <translation>挂起</translation>
        </message>
        <message>
            <source>[Errno {0}] {1}</source>
            <translation>{1} [{0}]</translation>
        </message>
        <message>
            <source>Connection refused</source>
            <translation>连接被拒绝</translation>
        </message>
        <message>
            <source>Connection reset by peer</source>
            <translation>连接被对方断开</translation>
        </message>
        <message>
            <source>Connection timed out</source>
            <translation>连接超时</translation>
        </message>
        <message>
            <source>timed out</source>
            <translation>超时</translation>
        </message>
        <message>
            <source>No route to host</source>
            <translation>无法到达主机</translation>
        </message>
        <message>
            <source>Network is unreachable</source>
            <translation>网络不可达</translation>
        </message>
        <message>
            <source>Name or service not known</source>
            <translation>主机名未知</translation>
        </message>
        <message>
            <source>Broken pipe</source>
            <translation>连接已断</translation>
        </message>
        <message>
            <source>No such file or directory</source>
            <translation>没有该文件或文件夹</translation>
        </message>
        <message>
            <source>Permission denied</source>
            <translation>没有权限</translation>
        </message>
        <message>
            <source>No space left on device</source>
            <translation>磁盘已满</translation>
        </message>
        <message>
            <source>Input/output error</source>
            <translation>读写错误</translation>
        </message>
        <message>
            <source>Read-only file system</source>
            <translation>文件系统只读</translation>
        </message>
        <message>
            <source>Is a directory</source>
            <translation>是文件夹</translation>
        </message>
        <message>
            <source>disk I/O error</source>
            <translation>磁盘读写错误</translation>
        </message>
        <message>
            <source>database or disk is full</source>
            <translation>数据库或磁盘已满</translation>
        </message>
        <message>
            <source>database is locked</source>
            <translation>数据库被锁定</translation>
        </message>
        <message>
            <source>unable to open database file</source>
            <translation>无法打开数据库文件</translation>
        </message>
        <message>
            <source>attempt to write a readonly database</source>
            <translation>数据库只读,无法写入</translation>
        </message>
        <message>
            <source>database disk image is malformed</source>
            <translation>数据库文件已损坏</translation>
        </message>
        <message>
            <source>file is not a database</source>
            <translation>文件不是数据库</translation>
        </message>
        <message>
            <source>at line {0}, column {1}</source>
            <translation>第 {0} 行,第 {1} 列</translation>
        </message>
        <message>
            <source>at end of document</source>
            <translation>在文件末尾</translation>
        </message>
        <message>
            <source>Invalid value</source>
            <translation>值无效</translation>
        </message>
        <message>
            <source>empty braces</source>
            <translation>空大括号</translation>
        </message>
        <message>
            <source>line {0} with product {1}</source>
            <translation>产线 {0} 与产品 {1}</translation>
        </message>
        <message>
            <source>missing; the codes of "{0}" are printed here</source>
            <translation>缺少;“{0}”的码在此打印</translation>
        </message>
        <message>
            <source>missing; it sees "{0}" and "{1}" together</source>
            <translation>缺少;它同时看到“{0}”和“{1}”</translation>
        </message>
        <message>
            <source>missing; "{0}" is packed under a look-down camera</source>
            <translation>缺少;“{0}”在俯视相机下装箱</translation>
        </message>
        <message>
            <source>missing; "{0}" is packed by queue, confirmed by a reader</source>
            <translation>缺少;“{0}”按队列装箱,由读码器确认</translation>
        </message>
        <message>
            <source>missing; "{0}" is packed by hand, with hand scanners</source>
            <translation>缺少;“{0}”用手持扫描枪手工装箱</translation>
        </message>
        <message>
            <source>missing; each "{0}" is read before it is packed</source>
            <translation>缺少;每个“{0}”在装箱前读取</translation>
        </message>
        <message>
            <source>missing; "{0}" is packed by a machine</source>
            <translation>缺少;“{0}”由机器装箱</translation>
        </message>
        <message>
            <source>label printer</source>
            <translation>标签打印机</translation>
        </message>
        <message>
            <source>no {0} for level {1} ("{2}"); name {3} devices</source>
            <translation>第 {1} 级(“{2}”)没有{0};请填写 {3} 个设备</translation>
        </message>
        <message>
            <source>a fixed one sees "{0}" and "{1}" together</source>
            <translation>固定扫描器会同时看到“{0}”和“{1}”</translation>
        </message>
        <message>
            <source>no scanner for level {0}; {1}</source>
            <translation>第 {0} 级没有扫描器;{1}</translation>
        </message>
        <message>
            <source>the check digit of "{0}" is wrong: {1} should be {2}</source>
            <translation>“{0}”的校验位错误:{1} 应为 {2}</translation>
        </message>
        <message>
            <source>"{0}" is not a GTIN of {1} digits</source>
            <translation>“{0}”不是 {1} 位的 GTIN</translation>
        </message>
        <message>
            <source>{0}; write a shorter GTIN with zeros before it: "{1}"</source>
            <translation>{0};较短的 GTIN 请在前面补零:“{1}”</translation>
        </message>
        <message>
            <source>what it is</source>
            <translation>它是什么</translation>
        </message>
        <message>
            <source>mm from the left edge; see align</source>
            <translation>距左边缘的毫米数;见 align</translation>
        </message>
        <message>
            <source>mm from the upper edge to its own</source>
            <translation>其自身上边缘距标签上边缘的毫米数</translation>
        </message>
        <message>
            <source>which part of it stands at x_mm: its left edge, middle or right edge</source>
            <translation>x_mm 处是它的哪一部分:左边缘、中间或右边缘</translation>
        </message>
        <message>
            <source>text: what it says, e.g. "BATCH {0}"</source>
            <translation>文字:内容,如 "BATCH {0}"</translation>
        </message>
        <message>
            <source>symbols: what they say, e.g. "{0}"</source>
            <translation>码:内容,如 "{0}"</translation>
        </message>
        <message>
            <source>text, gs1-128, line, picture: height in mm</source>
            <translation>文字、gs1-128、线、图片:高度(毫米)</translation>
        </message>
        <message>
            <source>line, picture: width in mm</source>
            <translation>线、图片:宽度(毫米)</translation>
        </message>
        <message>
            <source>symbols: size of a module in mm</source>
            <translation>码:模块尺寸(毫米)</translation>
        </message>
        <message>
            <source>symbols: the module where module_mm is too wide</source>
            <translation>码:module_mm 太宽时所用的模块</translation>
        </message>
        <message>
            <source>picture: a PNG file, from the template's folder</source>
            <translation>图片:模板文件夹中的 PNG 文件</translation>
        </message>
        <message>
            <source>picture: true for photographs</source>
            <translation>图片:照片时为 true</translation>
        </message>
        <message>
            <source>for only_with and only_without</source>
            <translation>供 only_with 和 only_without 使用</translation>
        </message>
        <message>
            <source>left out where a field is empty, or a symbol has no room</source>
            <translation>字段为空或码放不下时省略</translation>
        </message>
        <message>
            <source>printed only if one of these elements above is</source>
            <translation>仅当上面这些元素之一被打印时才打印</translation>
        </message>
        <message>
            <source>printed only if none of these elements above is</source>
            <translation>仅当上面这些元素都未打印时才打印</translation>
        </message>
        <message>
            <source>what people call the label</source>
            <translation>标签的名称</translation>
        </message>
        <message>
            <source>the label's width in mm</source>
            <translation>标签宽度(毫米)</translation>
        </message>
        <message>
            <source>the label's height in mm</source>
            <translation>标签高度(毫米)</translation>
        </message>
        <message>
            <source>tables [[elements]], drawn in this order</source>
            <translation>[[elements]] 表,按此顺序绘制</translation>
        </message>
        <message>
            <source>the label's own code, as its symbol must say it</source>
            <translation>标签自身的码,按其符号所需的写法</translation>
        </message>
        <message>
            <source>the code for people, GS1 identifiers in parentheses</source>
            <translation>供人阅读的码,GS1标识符带括号</translation>
        </message>
        <message>
            <source>what it is, in Chinese and English where both are known</source>
            <translation>它是什么,已知时用中英文</translation>
        </message>
        <message>
            <source>what the level is called in the product file</source>
            <translation>该级在产品文件中的名称</translation>
        </message>
        <message>
            <source>the container's number at this station</source>
            <translation>箱/托盘在本工位的编号</translation>
        </message>
        <message>
            <source>how many units are in it</source>
            <translation>其中有多少单位</translation>
        </message>
        <message>
            <source>what those units are called</source>
            <translation>这些单位的名称</translation>
        </message>
        <message>
            <source>the product's name</source>
            <translation>产品名称</translation>
        </message>
        <message>
            <source>the GTIN of the label's level, else the product's</source>
            <translation>标签所属级的 GTIN,否则为产品的</translation>
        </message>
        <message>
            <source>the order's batch</source>
            <translation>工单的批号</translation>
        </message>
        <message>
            <source>date of production</source>
            <translation>生产日期</translation>
        </message>
        <message>
            <source>date of expiry, or ""</source>
            <translation>失效日期,或 ""</translation>
        </message>
        <message>
            <source>the work order's number</source>
            <translation>工单号</translation>
        </message>
        <message>
            <source>the dealer it is exclusively for, or ""</source>
            <translation>专供的经销商,或 ""</translation>
        </message>
        <message>
            <source>the region it is exclusively for, or ""</source>
            <translation>专供的区域,或 ""</translation>
        </message>
        <message>
            <source>{0}; write {name} for a field and {{ for a brace</source>
            <translation>{0};字段请写 {name},大括号请写 {{</translation>
        </message>
        <message>
            <source>"{{0}}" takes nothing behind its name; write {{1}}</source>
            <translation>"{{0}}" 的名称后不能有内容;请写 {{1}}</translation>
        </message>
        <message>
            <source>empty braces; write {0} for a field and {{ for a brace</source>
            <translation>空大括号;字段请写 {0},大括号请写 {{</translation>
        </message>
        <message>
            <source>missing; kind = "{0}" needs it</source>
            <translation>缺少;kind = "{0}" 需要它</translation>
        </message>
        <message>
            <source>not used by kind = "{0}"; leave it out</source>
            <translation>kind = "{0}" 不使用;请去掉</translation>
        </message>
        <message>
            <source>empty; write what it says, or leave the element out</source>
            <translation>为空;请写内容,或去掉该元素</translation>
        </message>
        <message>
            <source>{0}; there are {1}</source>
            <translation>{0};可用:{1}</translation>
        </message>
        <message>
            <source>there is no field "{0}"{1}</source>
            <translation>没有字段“{0}”{1}</translation>
        </message>
        <message>
            <source>no element above is named "{0}"{1}</source>
            <translation>上面没有名为“{0}”的元素{1}</translation>
        </message>
        <message>
            <source>element {0} is named "{1}" as well</source>
            <translation>元素 {0} 也名为“{1}”</translation>
        </message>
        <message>
            <source>{0} mm is not smaller than module_mm; leave it out, or make it smaller</source>
            <translation>{0} mm 不小于 module_mm;请去掉,或改小</translation>
        </message>
        <message>
            <source>name of a device from [devices.…]</source>
            <translation>[devices.…] 中的设备名</translation>
        </message>
        <message>
            <source>names of devices, level 1 first; "" where a level needs none</source>
            <translation>设备名,第 1 级在前;不需要的级写 ""</translation>
        </message>
        <message>
            <source>where the device is, e.g. tcp://10.0.0.5:7000 or serial:///dev/ttyS0?baud=9600</source>
            <translation>设备的位置,如 tcp://10.0.0.5:7000 或 serial:///dev/ttyS0?baud=9600</translation>
        </message>
        <message>
            <source>a reference such as secret://platform-token, never the secret itself</source>
            <translation>引用,如 secret://platform-token,不要写密钥本身</translation>
        </message>
        <message>
            <source>"{0}" is not an https address (http only for this computer itself)</source>
            <translation>“{0}”不是 https 地址(http 仅限本电脑)</translation>
        </message>
        <message>
            <source>a driver's name, e.g. domino-codenet</source>
            <translation>驱动名,如 domino-codenet</translation>
        </message>
        <message>
            <source>the driver's own settings</source>
            <translation>驱动自身的设置</translation>
        </message>
        <message>
            <source>label printers: dots an inch</source>
            <translation>标签打印机:每英寸点数</translation>
        </message>
        <message>
            <source>label printers: a font in the printer, for texts</source>
            <translation>标签打印机:打印机内的文字字体</translation>
        </message>
        <message>
            <source>names of hand scanners</source>
            <translation>手持扫描枪的名称</translation>
        </message>
        <message>
            <source>rejects in a row</source>
            <translation>连续剔除数</translation>
        </message>
        <message>
            <source>ms from the camera's photocell to its result</source>
            <translation>从相机光电到其结果的毫秒数</translation>
        </message>
        <message>
            <source>items a minute that the line is made for</source>
            <translation>产线设计的每分钟件数</translation>
        </message>
        <message>
            <source>stand and ask when the target is reached, or finish the order</source>
            <translation>达到计划数量时停下询问,或结束工单</translation>
        </message>
        <message>
            <source>MB to keep free; below, no order starts</source>
            <translation>须保留的 MB 数;低于此值不能启动工单</translation>
        </message>
        <message>
            <source>the database file</source>
            <translation>数据库文件</translation>
        </message>
        <message>
            <source>the witness file, best on another disk</source>
            <translation>见证文件,最好在另一磁盘</translation>
        </message>
        <message>
            <source>the folder for backups</source>
            <translation>备份文件夹</translation>
        </message>
        <message>
            <source>how many backups of order closes are kept</source>
            <translation>保留多少份关单备份</translation>
        </message>
        <message>
            <source>MB set aside to stop on when the disk is full</source>
            <translation>磁盘满时用于停线的预留 MB 数</translation>
        </message>
        <message>
            <source>whether the database is encrypted</source>
            <translation>数据库是否加密</translation>
        </message>
        <message>
            <source>an adapter's name</source>
            <translation>适配器名称</translation>
        </message>
        <message>
            <source>the platform's https address</source>
            <translation>平台的 https 地址</translation>
        </message>
        <message>
            <source>warn when codes last for fewer minutes</source>
            <translation>码可用的分钟数少于此值时提醒</translation>
        </message>
        <message>
            <source>codes granted at a time</source>
            <translation>一次发放的码数</translation>
        </message>
        <message>
            <source>the times go upwards, each once</source>
            <translation>时间须从早到晚,各不重复</translation>
        </message>
        <message>
            <source>times such as 06:00</source>
            <translation>时间,如 06:00</translation>
        </message>
        <message>
            <source>what people call the line</source>
            <translation>产线的名称</translation>
        </message>
        <message>
            <source>the station's number, unique in the company</source>
            <translation>工位号,在公司内唯一</translation>
        </message>
        <message>
            <source>tables [devices.NAME]</source>
            <translation>[devices.NAME] 表</translation>
        </message>
        <message>
            <source>the table [roles]</source>
            <translation>[roles] 表</translation>
        </message>
        <message>
            <source>there is no device "{0}"{1}</source>
            <translation>没有设备“{0}”{1}</translation>
        </message>
        <message>
            <source>device "{0}" serves "{1}" already; one role each</source>
            <translation>设备“{0}”已用于“{1}”;每个设备只有一个角色</translation>
        </message>
        <message>
            <source>missing; what the coder prints is read back</source>
            <translation>缺少;喷码机所打印的须读回</translation>
        </message>
        <message>
            <source>missing; name the PLC (only a line of hand scanners, roles.hand, has none)</source>
            <translation>缺少;请填写PLC(只有手持扫描枪产线 roles.hand 没有)</translation>
        </message>
        <message>
            <source>there is no file {0}</source>
            <translation>没有文件 {0}</translation>
        </message>
        <message>
            <source>label template</source>
            <translation>标签模板</translation>
        </message>
        <message>
            <source>no label template "{0}"{1}; or name a .toml file</source>
            <translation>没有标签模板“{0}”{1};或指定 .toml 文件</translation>
        </message>
        <message>
            <source>there are {0}; or give the path of a .toml file</source>
            <translation>可用:{0};或给出 .toml 文件的路径</translation>
        </message>
        <message>
            <source>no {0} of this name{1}</source>
            <translation>没有此名称的{0}{1}</translation>
        </message>
        <message>
            <source>this is a folder; name a .toml file in it</source>
            <translation>这是文件夹;请指定其中的 .toml 文件</translation>
        </message>
        <message>
            <source>there is no such file</source>
            <translation>没有此文件</translation>
        </message>
        <message>
            <source>can't be read: {0}</source>
            <translation>无法读取:{0}</translation>
        </message>
        <message>
            <source>larger than {0} bytes; this is no configuration</source>
            <translation>大于 {0} 字节;这不是配置</translation>
        </message>
        <message>
            <source>not UTF-8 here; save the file as UTF-8</source>
            <translation>此处不是 UTF-8;请将文件存为 UTF-8</translation>
        </message>
        <message>
            <source>not TOML: {0}</source>
            <translation>不是 TOML:{0}</translation>
        </message>
        <message>
            <source>not TOML: nested too deeply</source>
            <translation>不是 TOML:嵌套过深</translation>
        </message>
        <message>
            <source>not JSON: {0}</source>
            <translation>不是 JSON:{0}</translation>
        </message>
        <message>
            <source>not JSON: nested too deeply</source>
            <translation>不是 JSON:嵌套过深</translation>
        </message>
        <message>
            <source>not an object in braces</source>
            <translation>不是大括号中的对象</translation>
        </message>
        <message>
            <source>the order's number</source>
            <translation>工单号</translation>
        </message>
        <message>
            <source>a product file, or the name of a ready one</source>
            <translation>产品文件,或现成产品的名称</translation>
        </message>
        <message>
            <source>the batch number</source>
            <translation>批号</translation>
        </message>
        <message>
            <source>how many items</source>
            <translation>件数</translation>
        </message>
        <message>
            <source>date of production, YYYY-MM-DD</source>
            <translation>生产日期,YYYY-MM-DD</translation>
        </message>
        <message>
            <source>expiry date, YYYY-MM-DD</source>
            <translation>失效日期,YYYY-MM-DD</translation>
        </message>
        <message>
            <source>for goods that only this dealer may have</source>
            <translation>专供此经销商的货</translation>
        </message>
        <message>
            <source>the only region they may go to</source>
            <translation>只能去的区域</translation>
        </message>
        <message>
            <source>the campaign that the codes are for</source>
            <translation>码所属的活动</translation>
        </message>
        <message>
            <source>the brand's approval of the campaign</source>
            <translation>品牌对活动的批准</translation>
        </message>
        <message>
            <source>what the codes are for</source>
            <translation>码的用途</translation>
        </message>
        <message>
            <source>the platform's name of the prize policy</source>
            <translation>平台对奖项方案的名称</translation>
        </message>
        <message>
            <source>{0}; did you mean "{1}"?</source>
            <translation>{0};是否想写“{1}”?</translation>
        </message>
        <message>
            <source>how the codes are made</source>
            <translation>码的生成方式</translation>
        </message>
        <message>
            <source>the symbol that is printed</source>
            <translation>所打印的码制</translation>
        </message>
        <message>
            <source>minted: text before the code</source>
            <translation>minted:码前的文字</translation>
        </message>
        <message>
            <source>gs1: GTIN of 14 digits</source>
            <translation>gs1:14 位 GTIN</translation>
        </message>
        <message>
            <source>gs1: how the text is written</source>
            <translation>gs1:文字的写法</translation>
        </message>
        <message>
            <source>digital_link: scheme and host</source>
            <translation>digital_link:协议和主机</translation>
        </message>
        <message>
            <source>sscc: GS1 company prefix</source>
            <translation>sscc:GS1公司前缀</translation>
        </message>
        <message>
            <source>sscc: extension digit</source>
            <translation>sscc:扩展位</translation>
        </message>
        <message>
            <source>imported: file of code texts, one a line</source>
            <translation>imported:码文本文件,每行一个</translation>
        </message>
        <message>
            <source>true: it comes printed on labels or cartons, no printer here</source>
            <translation>true:预印在标签或纸箱上,此处无打印机</translation>
        </message>
        <message>
            <source>what it is called, e.g. cap_inner or case_inner</source>
            <translation>名称,如 cap_inner 或 case_inner</translation>
        </message>
        <message>
            <source>what the level is called, e.g. bottle or case</source>
            <translation>该级的名称,如 bottle 或 case</translation>
        </message>
        <message>
            <source>the code rule of the level, a table</source>
            <translation>该级的码规则,一个表</translation>
        </message>
        <message>
            <source>the rule of a second code on the same thing, a table</source>
            <translation>同一件上第二个码的规则,一个表</translation>
        </message>
        <message>
            <source>units of the level below that it holds</source>
            <translation>可装下一级的单位数</translation>
        </message>
        <message>
            <source>how its content becomes known</source>
            <translation>如何得知其内容</translation>
        </message>
        <message>
            <source>look_down: rows of the grid</source>
            <translation>look_down:网格的行数</translation>
        </message>
        <message>
            <source>look_down: columns of the grid</source>
            <translation>look_down:网格的列数</translation>
        </message>
        <message>
            <source>label template, by its name or a .toml file</source>
            <translation>标签模板,用名称或 .toml 文件</translation>
        </message>
        <message>
            <source>what people call the product, no space at its ends</source>
            <translation>产品名称,首尾无空格</translation>
        </message>
        <message>
            <source>GTIN of the item, 14 digits</source>
            <translation>单品的 GTIN,14 位</translation>
        </message>
        <message>
            <source>tables [[levels]], item first</source>
            <translation>[[levels]] 表,单品在前</translation>
        </message>
        <message>
            <source>level {0} is called "{1}" as well</source>
            <translation>第 {0} 级也名为“{1}”</translation>
        </message>
        <message>
            <source>the item (the first level) holds nothing; leave it out</source>
            <translation>单品(第一级)不装任何内容;请去掉</translation>
        </message>
        <message>
            <source>missing; say how many units of the level below fit in</source>
            <translation>缺少;请写可装多少下一级的单位</translation>
        </message>
        <message>
            <source>missing; level {0} takes {1}</source>
            <translation>缺少;第 {0} 级应为 {1}</translation>
        </message>
        <message>
            <source>"{0}" can't serve level {1}; write {2}</source>
            <translation>“{0}”不能用于第 {1} 级;请写 {2}</translation>
        </message>
        <message>
            <source>only for pack = "look_down"; leave it out</source>
            <translation>仅用于 pack = "look_down";请去掉</translation>
        </message>
        <message>
            <source>missing; pack = "look_down" needs the grid of the container</source>
            <translation>缺少;pack = "look_down" 需要箱的网格</translation>
        </message>
        <message>
            <source>{0} rows of {1} are {2} places, but capacity is {3}</source>
            <translation>{0} 行 x {1} 为 {2} 个位置,而 capacity 为 {3}</translation>
        </message>
        <message>
            <source>the item's code comes from the coder; leave it out</source>
            <translation>单品的码来自喷码机;请去掉</translation>
        </message>
        <message>
            <source>its label comes printed; leave it out</source>
            <translation>其标签为预印;请去掉</translation>
        </message>
        <message>
            <source>the container's code</source>
            <translation>箱/托盘的码</translation>
        </message>
        <message>
            <source>the code of "{0}"</source>
            <translation>“{0}”的码</translation>
        </message>
        <message>
            <source>pack = "preset" needs {0} printed elsewhere: preprinted = true</source>
            <translation>pack = "preset" 需要{0}在别处打印:preprinted = true</translation>
        </message>
        <message>
            <source>pack = "preset" confirms by one read, so its container has no inner code</source>
            <translation>pack = "preset" 只读一次即确认,因此其箱没有内码</translation>
        </message>
        <message>
            <source>"hand" reads one code at a time, but "{0}" carries two; write "queue" or "look_down"</source>
            <translation>“hand”每次读一个码,而“{0}”有两个;请写 "queue" 或 "look_down"</translation>
        </message>
        <message>
            <source>an inner code always comes with its cap or carton; leave it out</source>
            <translation>内码总是随瓶盖或纸箱而来;请去掉</translation>
        </message>
        <message>
            <source>an SSCC numbers a container outside; it is no inner code</source>
            <translation>SSCC 在外部为箱/托盘编号;不能作内码</translation>
        </message>
        <message>
            <source>"{0}" can't carry this kind of code; write {1}</source>
            <translation>“{0}”不能承载此类码;请写 {1}</translation>
        </message>
        <message>
            <source>"{0}" would make the symbol bigger: in a QR code use only 0-9 A-Z $%*+-./: and no space</source>
            <translation>“{0}”会使码变大:二维码中只用 0-9 A-Z $%*+-./: 且无空格</translation>
        </message>
        <message>
            <source>"{0}" holds a space or a character outside ASCII</source>
            <translation>“{0}”含有空格或 ASCII 以外的字符</translation>
        </message>
        <message>
            <source>missing; a container has a GTIN of its own</source>
            <translation>缺少;箱有自己的 GTIN</translation>
        </message>
        <message>
            <source>missing; write e.g. "https://id.example.com"</source>
            <translation>缺少;请写如 "https://id.example.com"</translation>
        </message>
        <message>
            <source>only for form = "digital_link"; leave it out</source>
            <translation>仅用于 form = "digital_link";请去掉</translation>
        </message>
        <message>
            <source>"{0}" is not scheme and host; write e.g. "https://id.example.com", in lower case, without a slash at its end</source>
            <translation>“{0}”不是协议和主机;请写如 "https://id.example.com",小写,末尾无斜杠</translation>
        </message>
        <message>
            <source>an SSCC numbers containers; an item can't carry one</source>
            <translation>SSCC 为箱/托盘编号;单品不能使用</translation>
        </message>
        <message>
            <source>missing; write your GS1 company prefix</source>
            <translation>缺少;请写您的GS1公司前缀</translation>
        </message>
        <message>
            <source>"{0}" is not a GS1 company prefix of {1} to {2} digits</source>
            <translation>“{0}”不是 {1} 到 {2} 位的GS1公司前缀</translation>
        </message>
        <message>
            <source>empty; name a file, or leave the key out</source>
            <translation>为空;请指定文件,或去掉该键</translation>
        </message>
        <message>
            <source>the item's GTIN is "{0}" above; leave this out, or write the same</source>
            <translation>上面单品的 GTIN 为“{0}”;请去掉此项,或写相同的</translation>
        </message>
        <message>
            <source>a text in quotes</source>
            <translation>引号中的文字</translation>
        </message>
        <message>
            <source>a whole number, without quotes</source>
            <translation>整数,不带引号</translation>
        </message>
        <message>
            <source>a number</source>
            <translation>数字</translation>
        </message>
        <message>
            <source>true or false</source>
            <translation>true 或 false</translation>
        </message>
        <message>
            <source>a table</source>
            <translation>表</translation>
        </message>
        <message>
            <source>a list in square brackets</source>
            <translation>方括号中的列表</translation>
        </message>
        <message>
            <source>missing; {0}</source>
            <translation>缺少;{0}</translation>
        </message>
        <message>
            <source>{0} should be a text, a number, true, false or a list of texts</source>
            <translation>{0} 应为文字、数字、true、false 或文字列表</translation>
        </message>
        <message>
            <source>{0} should be {1}: {2}</source>
            <translation>{0} 应为{1}:{2}</translation>
        </message>
        <message>
            <source>{0} doesn't fit; {1}</source>
            <translation>{0} 不合适;{1}</translation>
        </message>
        <message>
            <source>lower-case letters, digits, - and _, a letter first</source>
            <translation>小写字母、数字、- 和 _,以字母开头</translation>
        </message>
        <message>
            <source>is too small, at least {0}</source>
            <translation>太小,至少 {0}</translation>
        </message>
        <message>
            <source>is too large, at most {0}</source>
            <translation>太大,最多 {0}</translation>
        </message>
        <message>
            <source>is too short, at least {0} characters</source>
            <translation>太短,至少 {0} 个字符</translation>
        </message>
        <message>
            <source>is too long, at most {0} characters</source>
            <translation>太长,最多 {0} 个字符</translation>
        </message>
        <message>
            <source>has too few entries, at least {0}</source>
            <translation>条目太少,至少 {0} 条</translation>
        </message>
        <message>
            <source>has too many entries, at most {0}</source>
            <translation>条目太多,最多 {0} 条</translation>
        </message>
        <message>
            <source>unknown key{0} allowed are {1}</source>
            <translation>未知的键{0}允许的有 {1}</translation>
        </message>
        <message>
            <source>{0} is not allowed; write {1}</source>
            <translation>{0} 不允许;请写 {1}</translation>
        </message>
        <message>
            <source>no kind {0}</source>
            <translation>没有种类 {0}</translation>
        </message>
        <message>
            <source>no kind at all</source>
            <translation>没有任何种类</translation>
        </message>
        <message>
            <source>kinds {0}: {1}; write some of {2}</source>
            <translation>种类 {0}:{1};请填写 {2} 中的几种</translation>
        </message>
        <message>
            <source>it closed its input</source>
            <translation>其输入已关闭</translation>
        </message>
        <message>
            <source>it ended</source>
            <translation>已结束</translation>
        </message>
        <message>
            <source>it did not answer in time</source>
            <translation>未及时应答</translation>
        </message>
        <message>
            <source>no symbol can be read</source>
            <translation>没有可读的码</translation>
        </message>
        <message>
            <source>two different answers for one symbol</source>
            <translation>同一个码得出两个不同结果</translation>
        </message>
        <message>
            <source>a bar code was read, but not confirmed by a second look</source>
            <translation>读到一个条码,但第二次未能确认</translation>
        </message>
        <message>
            <source>folder {0}: {1}</source>
            <translation>文件夹 {0}:{1}</translation>
        </message>
        <message>
            <source>the picture file is cut short, or no picture</source>
            <translation>图片文件不完整,或不是图片</translation>
        </message>
        <message>
            <source>GenICam cameras need an extra: pip install packline[genicam]</source>
            <translation>GenICam 相机需要附加组件: pip install packline[genicam]</translation>
        </message>
        <message>
            <source>{0} is not there: install the camera's own software, and name the .cti file of its GenTL producer</source>
            <translation>{0} 不存在:请安装相机自带软件,并指定其 GenTL producer 的 .cti 文件</translation>
        </message>
        <message>
            <source>the camera can't be opened</source>
            <translation>相机无法打开</translation>
        </message>
        <message>
            <source>it sees {0}</source>
            <translation>可见 {0}</translation>
        </message>
        <message>
            <source>it sees no camera at all</source>
            <translation>看不到任何相机</translation>
        </message>
        <message>
            <source>the producer finds no camera with serial number {0}: {1}</source>
            <translation>producer 找不到序列号为 {0} 的相机:{1}</translation>
        </message>
        <message>
            <source>the camera took no trigger</source>
            <translation>相机未接受触发</translation>
        </message>
        <message>
            <source>the camera gives no more pictures</source>
            <translation>相机不再给出图片</translation>
        </message>
        <message>
            <source>a picture can't be taken from the camera</source>
            <translation>无法从相机取得图片</translation>
        </message>
        <message>
            <source>the camera gave no picture for {0} ms</source>
            <translation>相机 {0} 毫秒没有给出图片</translation>
        </message>
        <message>
            <source>the picture came without content</source>
            <translation>图片没有内容</translation>
        </message>
        <message>
            <source>pixel format {0} can't be read: set one of {1} in the camera</source>
            <translation>像素格式 {0} 无法读取:请在相机中设为 {1} 之一</translation>
        </message>
        <message>
            <source>{0} symbols lie outside the grid, or two in one cell</source>
            <translation>{0} 个码在网格之外,或两个在同一格</translation>
        </message>
        <message>
            <source>too many pictures: this one was given up for newer ones</source>
            <translation>图片过多:本张因更新的图片而放弃</translation>
        </message>
        <message>
            <source>the camera was stopped before this picture was read</source>
            <translation>本张图片读取之前相机已停止</translation>
        </message>
        <message>
            <source>reads {0}</source>
            <translation>读取 {0}</translation>
        </message>
        <message>
            <source>{0} did not end within {1} s</source>
            <translation>{0} 在 {1} 秒内未结束</translation>
        </message>
        <message>
            <source>restart the station, and report this</source>
            <translation>请重启工位,并报告此问题</translation>
        </message>
        <message>
            <source>program fault: {0}</source>
            <translation>程序故障:{0}</translation>
        </message>
        <message>
            <source>camera {0}</source>
            <translation>相机 {0}</translation>
        </message>
        <message>
            <source>the file is no picture that can be decoded</source>
            <translation>文件不是可解码的图片</translation>
        </message>
        <message>
            <source>mode {0} is not known; write single or grid</source>
            <translation>模式 {0} 未知;请写 single 或 grid</translation>
        </message>
        <message>
            <source>{0} = {1} is not possible; write {2} to {3}</source>
            <translation>{0} = {1} 不允许;请写 {2} 到 {3}</translation>
        </message>
        <message>
            <source>side by side</source>
            <translation>并排</translation>
        </message>
        <message>
            <source>folder:///path?keep=50, video:0, video:///path/to/file, rtsp://host/path or genicam:SERIAL?cti=/path/to/producer.cti</source>
            <translation>folder:///path?keep=50、video:0、video:///path/to/file、rtsp://host/path 或 genicam:SERIAL?cti=/path/to/producer.cti</translation>
        </message>
        <message>
            <source>camera address {0}: write {1}</source>
            <translation>相机地址 {0}:请写 {1}</translation>
        </message>
        <message>
            <source>genicam:SERIAL?cti=/path/to/producer.cti, and trigger=free or trigger=software</source>
            <translation>genicam:SERIAL?cti=/path/to/producer.cti,以及 trigger=free 或 trigger=software</translation>
        </message>
        <message>
            <source>{0} is not known</source>
            <translation>{0} 未知</translation>
        </message>
        <message>
            <source>keep={0} is not allowed</source>
            <translation>keep={0} 不允许</translation>
        </message>
        <message>
            <source>camera address {0}: {1}; write keep=1 to keep={2}</source>
            <translation>相机地址 {0}:{1};请写 keep=1 到 keep={2}</translation>
        </message>
        <message>
            <source>{0} can't be opened</source>
            <translation>{0} 无法打开</translation>
        </message>
        <message>
            <source>{0} gives no more frames</source>
            <translation>{0} 不再给出画面</translation>
        </message>
        <message>
            <source>the video has ended</source>
            <translation>视频已结束</translation>
        </message>
        <message>
            <source>the frame can't be decoded</source>
            <translation>画面无法解码</translation>
        </message>
        <message>
            <source>no frame came in the time of the trigger</source>
            <translation>触发时间内没有画面</translation>
        </message>
        <message>
            <source>the camera is not connected</source>
            <translation>相机未连接</translation>
        </message>
        <message>
            <source>{0}: byte {1} of the payload can't be sent: {2}</source>
            <translation>{0}:内容的第 {1} 字节无法发送:{2}</translation>
        </message>
        <message>
            <source>{0} dots a mm is none of {1}</source>
            <translation>每毫米 {0} 点不在 {1} 之中</translation>
        </message>
        <message>
            <source>{0}: a module of {1} mm is not a whole number of dots; take {2} mm</source>
            <translation>{0}:{1} mm 的模块不是整数个点;请用 {2} mm</translation>
        </message>
        <message>
            <source>the text {0}</source>
            <translation>文字 {0}</translation>
        </message>
        <message>
            <source>the {0} at {1}, {2} mm</source>
            <translation>{1}, {2} mm 处的{0}</translation>
        </message>
        <message>
            <source>the quiet zone of {0}</source>
            <translation>{0} 的静区</translation>
        </message>
        <message>
            <source>{0}: byte {1} (0x{2}) can't be printed</source>
            <translation>{0}:字节 {1}(0x{2})无法打印</translation>
        </message>
        <message>
            <source>this computer has no Chinese font: install one (fonts-wqy-microhei on Debian), or name a font of the printer's own</source>
            <translation>本电脑没有中文字体:请安装(Debian 上为 fonts-wqy-microhei),或指定打印机自带字体</translation>
        </message>
        <message>
            <source>sticks out of the label by</source>
            <translation>超出标签</translation>
        </message>
        <message>
            <source>make it smaller, shorten its text or take a larger label</source>
            <translation>请缩小、缩短文字,或用更大的标签</translation>
        </message>
        <message>
            <source>{0} mm; {1}</source>
            <translation>{0} mm;{1}</translation>
        </message>
        <message>
            <source>stands in the quiet zone of {0} by</source>
            <translation>进入 {0} 的静区</translation>
        </message>
        <message>
            <source>move them apart, or make one of them smaller</source>
            <translation>请移开,或缩小其中之一</translation>
        </message>
        <message>
            <source>labels can't be made in the language {0}; there are {1}</source>
            <translation>无法用语言 {0} 生成标签;可用:{1}</translation>
        </message>
        <message>
            <source>the protocol {0} prints no labels; it must end in a language</source>
            <translation>协议 {0} 不打印标签;须以语言结尾</translation>
        </message>
        <message>
            <source>the picture is damaged ({0}); save it as PNG again</source>
            <translation>图片已损坏({0});请重新存为 PNG</translation>
        </message>
        <message>
            <source>the picture has {0} bytes; take one of at most {1}</source>
            <translation>图片有 {0} 字节;最多 {1} 字节</translation>
        </message>
        <message>
            <source>the picture is no PNG file; save it as PNG</source>
            <translation>图片不是 PNG 文件;请存为 PNG</translation>
        </message>
        <message>
            <source>the picture has {0} x {1} pixels; make it smaller</source>
            <translation>图片为 {0} x {1} 像素;请缩小</translation>
        </message>
        <message>
            <source>{0} can't be a {1} symbol: {2}</source>
            <translation>{0} 不能做成 {1} 码:{2}</translation>
        </message>
        <message>
            <source>{0} doesn't begin with an application identifier like (01)</source>
            <translation>{0} 不是以 (01) 这样的应用标识符开头</translation>
        </message>
        <message>
            <source>{0}: there is no application identifier ({1})</source>
            <translation>{0}:没有应用标识符({1})</translation>
        </message>
        <message>
            <source>{0}: {1} is no application identifier with a value</source>
            <translation>{0}:{1} 不是带值的应用标识符</translation>
        </message>
        <message>
            <source>{0}: a GS stands behind ({1}), and must not</source>
            <translation>{0}:({1})之后有 GS,不应有</translation>
        </message>
        <message>
            <source>{0}: the value of AI {1} is shorter than it must be</source>
            <translation>{0}:AI {1} 的值太短</translation>
        </message>
        <message>
            <source>{0}: GS1 data is ASCII, byte {1} isn't</source>
            <translation>{0}:GS1数据须为 ASCII,字节 {1} 不是</translation>
        </message>
        <message>
            <source>{0} is no font of a cab printer that is used here; it is 3 or 5</source>
            <translation>{0} 不是此处所用 cab 打印机的字体;应为 3 或 5</translation>
        </message>
        <message>
            <source>a picture of {0} x {1} dots is too large; make it smaller</source>
            <translation>{0} x {1} 点的图片太大;请缩小</translation>
        </message>
        <message>
            <source>a PDF carries its own font: leave out font = {0}</source>
            <translation>PDF 自带字体:请去掉 font = {0}</translation>
        </message>
        <message>
            <source>{0} is no vector font of a SATO printer; it is A or B</source>
            <translation>{0} 不是 SATO 打印机的矢量字体;应为 A 或 B</translation>
        </message>
        <message>
            <source>{0} is no font file of a printer, like SIMHEI.TTF</source>
            <translation>{0} 不是打印机的字体文件,如 SIMHEI.TTF</translation>
        </message>
        <message>
            <source>{0} is no font file of a printer, like E:SIMSUN.TTF</source>
            <translation>{0} 不是打印机的字体文件,如 E:SIMSUN.TTF</translation>
        </message>
        <message>
            <source>{0}: a module of {1} dots is too large; take at most {2} mm</source>
            <translation>{0}:{1} 点的模块太大;最多 {2} mm</translation>
        </message>
        <message>
            <source>tcp://10.0.0.5:7000, serial:///dev/ttyS0?baud=9600 or memory:NAME</source>
            <translation>tcp://10.0.0.5:7000、serial:///dev/ttyS0?baud=9600 或 memory:NAME</translation>
        </message>
        <message>
            <source>link address {0}: write {1}</source>
            <translation>连接地址 {0}:请写 {1}</translation>
        </message>
        <message>
            <source>tcp://HOST:PORT with a port from {0} to 65535</source>
            <translation>tcp://HOST:PORT,端口为 {0} 到 65535</translation>
        </message>
        <message>
            <source>link address {0}: a link that listens knows only from=ADDRESS</source>
            <translation>连接地址 {0}:监听的连接只认 from=ADDRESS</translation>
        </message>
        <message>
            <source>tcp-listen://OUR-ADDRESS:PORT, and from=NUMERIC-ADDRESS if only one may dial</source>
            <translation>tcp-listen://OUR-ADDRESS:PORT;如只允许一台接入,加 from=NUMERIC-ADDRESS</translation>
        </message>
        <message>
            <source>link address {0}: write memory:NAME</source>
            <translation>连接地址 {0}:请写 memory:NAME</translation>
        </message>
        <message>
            <source>serial:///dev/ttyS0?baud=9600 or serial://COM3</source>
            <translation>serial:///dev/ttyS0?baud=9600 或 serial://COM3</translation>
        </message>
        <message>
            <source>link address {0}: unknown option {1}; a serial link knows {2}</source>
            <translation>连接地址 {0}:未知选项 {1};串口连接可用 {2}</translation>
        </message>
        <message>
            <source>link address {0}: {1}={2} is not {3}</source>
            <translation>连接地址 {0}:{1}={2} 不是{3}</translation>
        </message>
        <message>
            <source>a number of bits a second</source>
            <translation>每秒位数</translation>
        </message>
        <message>
            <source>link address {0}: an ear needs tcp:// or serial:// beside it</source>
            <translation>连接地址 {0}:旁听需要同时有 tcp:// 或 serial://</translation>
        </message>
        <message>
            <source>link address {0}: add ?from=ADDRESS, the printer's own; {1} can't tell it</source>
            <translation>连接地址 {0}:请加上 ?from=ADDRESS(打印机自己的地址);{1} 无法得知</translation>
        </message>
        <message>
            <source>another program has this port: end it, or choose another port here and in the device</source>
            <translation>另一程序占用此端口:请结束它,或在此处和设备上另选端口</translation>
        </message>
        <message>
            <source>this PC has no such address: write one of its own, or 0.0.0.0</source>
            <translation>本电脑没有该地址:请写本机地址,或 0.0.0.0</translation>
        </message>
        <message>
            <source>this user may not have it: choose a port from 1024, here and in the device</source>
            <translation>此用户无权使用:请在此处和设备上选 1024 以上的端口</translation>
        </message>
        <message>
            <source>can't listen on {0}: {1}</source>
            <translation>无法监听 {0}:{1}</translation>
        </message>
        <message>
            <source>{0} can't take a call: {1}</source>
            <translation>{0} 无法接受接入:{1}</translation>
        </message>
        <message>
            <source>this user may not read it: add the udev rule in docs/devices/keyboard-wedge.md</source>
            <translation>此用户无权读取:请按 docs/devices/keyboard-wedge.md 添加 udev 规则</translation>
        </message>
        <message>
            <source>it isn't plugged in: look what stands in /dev/input/by-id</source>
            <translation>未插入:请查看 /dev/input/by-id 中的内容</translation>
        </message>
        <message>
            <source>another program has grabbed it: end that one</source>
            <translation>另一程序独占了它:请结束该程序</translation>
        </message>
        <message>
            <source>it is no input device</source>
            <translation>不是输入设备</translation>
        </message>
        <message>
            <source>it was pulled out</source>
            <translation>已被拔出</translation>
        </message>
        <message>
            <source>can't open {0}: {1}</source>
            <translation>无法打开 {0}:{1}</translation>
        </message>
        <message>
            <source>{0} broke: {1}</source>
            <translation>{0} 中断:{1}</translation>
        </message>
        <message>
            <source>{0} was closed</source>
            <translation>{0} 已关闭</translation>
        </message>
        <message>
            <source>no device has dialled {0} yet</source>
            <translation>还没有设备接入 {0}</translation>
        </message>
        <message>
            <source>nobody dialled memory:{0}</source>
            <translation>没有人接入 memory:{0}</translation>
        </message>
        <message>
            <source>nothing in this process listens there</source>
            <translation>本进程中没有监听者</translation>
        </message>
        <message>
            <source>device {0}</source>
            <translation>设备 {0}</translation>
        </message>
        <message>
            <source>{0} did not stop within {1} s</source>
            <translation>{0} 在 {1} 秒内未停止</translation>
        </message>
        <message>
            <source>the code's text doesn't suit this device: correct the product or the scheme</source>
            <translation>码的内容不适合此设备:请更正产品或码规则</translation>
        </message>
        <message>
            <source>dropped by the station: the conversation could not be trusted</source>
            <translation>被工位放弃:通信不可信</translation>
        </message>
        <message>
            <source>its driver failed: {0}: {1}</source>
            <translation>其驱动出错:{0}:{1}</translation>
        </message>
        <message>
            <source>restart the station and send this to support</source>
            <translation>请重启工位,并将此信息发给技术支持</translation>
        </message>
        <message>
            <source>can't send to {0}: {1} bytes wait already</source>
            <translation>无法发送到 {0}:已有 {1} 字节等待</translation>
        </message>
        <message>
            <source>can't send to {0}: {1}</source>
            <translation>无法发送到 {0}:{1}</translation>
        </message>
        <message>
            <source>{0} was closed by the device</source>
            <translation>{0} 被设备关闭</translation>
        </message>
        <message>
            <source>PLC program fault</source>
            <translation>PLC程序故障</translation>
        </message>
        <message>
            <source>encoder fault</source>
            <translation>编码器故障</translation>
        </message>
        <message>
            <source>belt drive fault</source>
            <translation>输送带驱动故障</translation>
        </message>
        <message>
            <source>rejecter fault</source>
            <translation>剔除器故障</translation>
        </message>
        <message>
            <source>photocell covered too long</source>
            <translation>光电长时间被遮挡</translation>
        </message>
        <message>
            <source>product where none was expected</source>
            <translation>不应有产品处出现产品</translation>
        </message>
        <message>
            <source>case or pallet handling fault</source>
            <translation>箱或托盘搬运故障</translation>
        </message>
        <message>
            <source>PLC battery or retentive memory</source>
            <translation>PLC电池或保持存储器</translation>
        </message>
        <message>
            <source>bit {0}</source>
            <translation>位 {0}</translation>
        </message>
        <message>
            <source>alarm_names: "{0}" is not BIT=NAME with a bit from 0 to {1}</source>
            <translation>alarm_names:“{0}”不是 BIT=NAME(位为 0 到 {1})</translation>
        </message>
        <message>
            <source>alarm_names: "{0}" needs a name of 1 to {1} characters</source>
            <translation>alarm_names:“{0}”需要 1 到 {1} 个字符的名称</translation>
        </message>
        <message>
            <source>emergency stop</source>
            <translation>急停</translation>
        </message>
        <message>
            <source>release the button and reset the machine</source>
            <translation>请释放按钮并复位机器</translation>
        </message>
        <message>
            <source>no air pressure</source>
            <translation>没有气压</translation>
        </message>
        <message>
            <source>open the air supply</source>
            <translation>请打开气源</translation>
        </message>
        <message>
            <source>guard open</source>
            <translation>防护门打开</translation>
        </message>
        <message>
            <source>close the guards and reset the machine</source>
            <translation>请关闭防护门并复位机器</translation>
        </message>
        <message>
            <source>reject bin full</source>
            <translation>剔除箱已满</translation>
        </message>
        <message>
            <source>empty the reject bin</source>
            <translation>请清空剔除箱</translation>
        </message>
        <message>
            <source>jam at the infeed</source>
            <translation>入口堵塞</translation>
        </message>
        <message>
            <source>clear the jam before the coder</source>
            <translation>请清除喷码机前的堵塞</translation>
        </message>
        <message>
            <source>outfeed full</source>
            <translation>出口已满</translation>
        </message>
        <message>
            <source>make room behind the line</source>
            <translation>请在产线后方腾出位置</translation>
        </message>
        <message>
            <source>key switch on manual</source>
            <translation>钥匙开关在手动</translation>
        </message>
        <message>
            <source>turn it to automatic to run an order</source>
            <translation>要运行工单请转到自动</translation>
        </message>
        <message>
            <source>the PLC's watchdog ran out and stopped the belt</source>
            <translation>PLC看门狗超时,已停止输送带</translation>
        </message>
        <message>
            <source>check the network and the load of this PC</source>
            <translation>请检查网络和本电脑的负载</translation>
        </message>
        <message>
            <source>machine aborting</source>
            <translation>机器正在中止</translation>
        </message>
        <message>
            <source>see the machine's own alarms</source>
            <translation>请查看机器自身的报警</translation>
        </message>
        <message>
            <source>machine aborted</source>
            <translation>机器已中止</translation>
        </message>
        <message>
            <source>clear its alarms, then reset it</source>
            <translation>请清除其报警,然后复位</translation>
        </message>
        <message>
            <source>machine held</source>
            <translation>机器保持</translation>
        </message>
        <message>
            <source>see the machine's own panel</source>
            <translation>请查看机器自身的面板</translation>
        </message>
        <message>
            <source>machine suspended</source>
            <translation>机器挂起</translation>
        </message>
        <message>
            <source>see the machines before and after</source>
            <translation>请查看前后的机器</translation>
        </message>
        <message>
            <source>alarm: {0}</source>
            <translation>报警:{0}</translation>
        </message>
        <message>
            <source>see the PLC's list of alarms</source>
            <translation>请查看PLC的报警列表</translation>
        </message>
        <message>
            <source>IR 64–65 read {0}</source>
            <translation>IR 64–65 读到 {0}</translation>
        </message>
        <message>
            <source>the PLC has version {0} of the map, this station knows version {1}</source>
            <translation>PLC的寄存器表为版本 {0},本工位为版本 {1}</translation>
        </message>
        <message>
            <source>bring both to one version; see {0}</source>
            <translation>请统一为同一版本;见 {0}</translation>
        </message>
        <message>
            <source>let the PLC show 0x{0} there as one 32-bit value; see {1}</source>
            <translation>请让PLC在该处给出 0x{0}(一个32位值);见 {1}</translation>
        </message>
        <message>
            <source>{0}: that isn't Packline's map</source>
            <translation>{0}:这不是 Packline 的寄存器表</translation>
        </message>
        <message>
            <source>the PLC sends the {0} word first and the {1} byte of each word first</source>
            <translation>PLC先发{0}字,且每个字先发{1}字节</translation>
        </message>
        <message>
            <source>set word_order = "{0}" and byte_order = "{1}" for this device</source>
            <translation>请为此设备设置 word_order = "{0}" 和 byte_order = "{1}"</translation>
        </message>
        <message>
            <source>device_id = {0}: on a serial line it is 1 to 247</source>
            <translation>device_id = {0}:串口上应为 1 到 247</translation>
        </message>
        <message>
            <source>{0} = "{1}": it is one of {2}</source>
            <translation>{0} = "{1}":应为 {2} 之一</translation>
        </message>
        <message>
            <source>bits={0}: Modbus RTU needs 8 data bits</source>
            <translation>bits={0}:Modbus RTU 需要 8 个数据位</translation>
        </message>
        <message>
            <source>Modbus RTU has no flow control: leave out rtscts and xonxoff</source>
            <translation>Modbus RTU 没有流控:请去掉 rtscts 和 xonxoff</translation>
        </message>
        <message>
            <source>stop={0}: Modbus RTU has 1 stop bit, or 2 without parity</source>
            <translation>stop={0}:Modbus RTU 为 1 个停止位,无校验时可为 2 个</translation>
        </message>
        <message>
            <source>illegal function</source>
            <translation>功能非法</translation>
        </message>
        <message>
            <source>illegal address</source>
            <translation>地址非法</translation>
        </message>
        <message>
            <source>illegal value</source>
            <translation>数值非法</translation>
        </message>
        <message>
            <source>device failure</source>
            <translation>设备故障</translation>
        </message>
        <message>
            <source>device busy</source>
            <translation>设备忙</translation>
        </message>
        <message>
            <source>gateway path unavailable</source>
            <translation>网关路径不可用</translation>
        </message>
        <message>
            <source>gateway target does not answer</source>
            <translation>网关目标无应答</translation>
        </message>
        <message>
            <source>no connection to {0}</source>
            <translation>与 {0} 没有连接</translation>
        </message>
        <message>
            <source>the connection was closed by the PLC or the network</source>
            <translation>连接被PLC或网络关闭</translation>
        </message>
        <message>
            <source>no proper answer within {0} s</source>
            <translation>{0} 秒内没有正确应答</translation>
        </message>
        <message>
            <source>the PLC answered function {0} for {1}</source>
            <translation>PLC以功能 {0} 应答了 {1}</translation>
        </message>
        <message>
            <source>the PLC is busy; retrying</source>
            <translation>PLC正忙;正在重试</translation>
        </message>
        <message>
            <source>compare the PLC's Modbus map and unit number with docs/devices/modbus-plc.md</source>
            <translation>请将PLC的 Modbus 表和单元号与 docs/devices/modbus-plc.md 核对</translation>
        </message>
        <message>
            <source>{0} to reading IR 64–65 and HR 16–19</source>
            <translation>读取 IR 64–65 和 HR 16–19 时{0}</translation>
        </message>
        <message>
            <source>poll_ms = {0}: over OPC UA it is {1} or more</source>
            <translation>poll_ms = {0}:OPC UA 下应为 {1} 或更大</translation>
        </message>
        <message>
            <source>nodes = "{0}": write s=…{name}…, e.g. {1}</source>
            <translation>nodes = "{0}":请写 s=…{name}…,如 {1}</translation>
        </message>
        <message>
            <source>link address {0}: write opc.tcp://HOST:PORT with a port</source>
            <translation>连接地址 {0}:请写带端口的 opc.tcp://HOST:PORT</translation>
        </message>
        <message>
            <source>link address of {0}: give user and password_file as options</source>
            <translation>{0} 的连接地址:请将 user 和 password_file 写为选项</translation>
        </message>
        <message>
            <source>OPC UA needs the package asyncua: pip install packline[opcua]</source>
            <translation>OPC UA 需要 asyncua 包: pip install packline[opcua]</translation>
        </message>
        <message>
            <source>compare namespace and nodes with {0}</source>
            <translation>请将命名空间和节点与 {0} 核对</translation>
        </message>
        <message>
            <source>declare the variable with the type in {0}</source>
            <translation>请按 {0} 中的类型声明变量</translation>
        </message>
        <message>
            <source>let the PLC's OPC UA server allow writing of it</source>
            <translation>请让PLC的 OPC UA 服务器允许写入</translation>
        </message>
        <message>
            <source>let the PLC's OPC UA server allow reading of it</source>
            <translation>请让PLC的 OPC UA 服务器允许读取</translation>
        </message>
        <message>
            <source>check user and password_file, and that user's rights in the PLC</source>
            <translation>请检查 user 和 password_file,以及该用户在PLC中的权限</translation>
        </message>
        <message>
            <source>set user and password_file as {0} says</source>
            <translation>请按 {0} 设置 user 和 password_file</translation>
        </message>
        <message>
            <source>a certificate or key can't be used: {0}</source>
            <translation>证书或密钥无法使用:{0}</translation>
        </message>
        <message>
            <source>give PEM or DER files as {0} says, the key without a password</source>
            <translation>请按 {0} 提供 PEM 或 DER 文件,密钥不带密码</translation>
        </message>
        <message>
            <source>set password_file as {0} says</source>
            <translation>请按 {0} 设置 password_file</translation>
        </message>
        <message>
            <source>the PLC has no namespace {0}; it has {1}</source>
            <translation>PLC没有命名空间 {0};现有 {1}</translation>
        </message>
        <message>
            <source>set namespace, see {0}</source>
            <translation>请设置 namespace,见 {0}</translation>
        </message>
        <message>
            <source>MapId is 0x{0}; this station knows 0x{1}</source>
            <translation>MapId 为 0x{0};本工位为 0x{1}</translation>
        </message>
        <message>
            <source>see {0}</source>
            <translation>见 {0}</translation>
        </message>
        <message>
            <source>no answer from {0} within {1} s</source>
            <translation>{0} 在 {1} 秒内没有应答</translation>
        </message>
        <message>
            <source>{0} is given, but security is "none": set it to "sign"</source>
            <translation>已给出 {0},但 security 为 "none":请设为 "sign"</translation>
        </message>
        <message>
            <source>security = "{0}" needs the file {1}</source>
            <translation>security = "{0}" 需要文件 {1}</translation>
        </message>
        <message>
            <source>{0}: there is no file {1}</source>
            <translation>{0}:没有文件 {1}</translation>
        </message>
        <message>
            <source>user and password_file belong together: give both, or neither</source>
            <translation>user 和 password_file 须成对:两个都给,或都不给</translation>
        </message>
        <message>
            <source>a user needs a protected channel: set security to "sign-encrypt"</source>
            <translation>有用户时需要受保护的通道:请设 security 为 "sign-encrypt"</translation>
        </message>
        <message>
            <source>password_file: there is no file {0}</source>
            <translation>password_file:没有文件 {0}</translation>
        </message>
        <message>
            <source>password_file: others can read {0}; run chmod 600 on it</source>
            <translation>password_file:其他人可读取 {0};请运行 chmod 600</translation>
        </message>
        <message>
            <source>a line of 1 to {0} bytes</source>
            <translation>1 到 {0} 字节的一行</translation>
        </message>
        <message>
            <source>password_file: {0} has to hold {1}</source>
            <translation>password_file:{0} 应包含{1}</translation>
        </message>
        <message>
            <source>the machine went from {0} to {1}, which PackML doesn't know</source>
            <translation>机器从 {0} 变为 {1},PackML 中没有这种变化</translation>
        </message>
        <message>
            <source>PackML state {0} has no meaning in the profile {1}</source>
            <translation>PackML 状态 {0} 在配置 {1} 中没有含义</translation>
        </message>
        <message>
            <source>does the PLC number its states by {0}? then set packml so</source>
            <translation>PLC是否按 {0} 为状态编号?如是请相应设置 packml</translation>
        </message>
        <message>
            <source>refused {0}: {1}</source>
            <translation>拒绝{0}:{1}</translation>
        </message>
        <message>
            <source>ring event {0} has the unknown type {1}</source>
            <translation>环形缓冲事件 {0} 的类型 {1} 未知</translation>
        </message>
        <message>
            <source>compare the PLC program's event types with docs/devices/modbus-plc.md</source>
            <translation>请将PLC程序的事件类型与 docs/devices/modbus-plc.md 核对</translation>
        </message>
        <message>
            <source>the PLC began anew; {0} verdicts were given up</source>
            <translation>PLC已重新开始;放弃了 {0} 个判定</translation>
        </message>
        <message>
            <source>treat what was on the belt as unknown: the PLC rejects what has no verdict</source>
            <translation>请将输送带上的产品视为未知:没有判定的产品由PLC剔除</translation>
        </message>
        <message>
            <source>a counter of the PLC went backwards</source>
            <translation>PLC的计数器变小</translation>
        </message>
        <message>
            <source>somebody reset it, or the PLC restarted; the station's counts go on</source>
            <translation>有人复位,或PLC已重启;工位的计数继续</translation>
        </message>
        <message>
            <source>a counter of the PLC jumped by a multiple of 65,536</source>
            <translation>PLC的计数器跳变了 65,536 的倍数</translation>
        </message>
        <message>
            <source>its 32-bit values may have their words exchanged: set word_order anew, and let the PLC write its map number by the same way as its counters</source>
            <translation>其32位值的两个字可能颠倒:请重新设置 word_order,并让PLC以与计数器相同的方式写寄存器表编号</translation>
        </message>
        <message>
            <source>no echo of a verdict for {0} ms</source>
            <translation>{0} 毫秒没有判定回应</translation>
        </message>
        <message>
            <source>is the PLC in run? it rejects products without a verdict</source>
            <translation>PLC在运行吗?没有判定的产品会被剔除</translation>
        </message>
        <message>
            <source>too many verdicts wait; that of product {0} was given up</source>
            <translation>等待的判定过多;放弃了产品 {0} 的判定</translation>
        </message>
        <message>
            <source>the PLC will reject that product; is the link up?</source>
            <translation>PLC将剔除该产品;连接正常吗?</translation>
        </message>
        <message>
            <source>reading of its state</source>
            <translation>读取其状态</translation>
        </message>
        <message>
            <source>reading of its inputs</source>
            <translation>读取其输入</translation>
        </message>
        <message>
            <source>plc {0}</source>
            <translation>PLC {0}</translation>
        </message>
        <message>
            <source>{0}: its thread did not end within {1} s</source>
            <translation>{0}:其线程在 {1} 秒内未结束</translation>
        </message>
        <message>
            <source>restart the station</source>
            <translation>请重启工位</translation>
        </message>
        <message>
            <source>holding register</source>
            <translation>保持寄存器</translation>
        </message>
        <message>
            <source>writing of {0}</source>
            <translation>写入 {0}</translation>
        </message>
        <message>
            <source>baud={0}: reading the event ring takes {1} ms of at most {2}; set {3} baud or more at both ends</source>
            <translation>baud={0}:读取事件环需 {1} 毫秒(最多 {2});请将两端设为 {3} 波特或更高</translation>
        </message>
        <message>
            <source>poll_ms = {0} can't be kept at {1} baud: the requests of one poll take {2} ms; write {3} or more, or a higher baud</source>
            <translation>poll_ms = {0} 在 {1} 波特下无法达到:一次轮询需 {2} 毫秒;请写 {3} 或更大,或提高波特率</translation>
        </message>
        <message>
            <source>watchdog_ms = {0} is too short at {1} baud: a heartbeat may take {2} ms; write {3} or more</source>
            <translation>watchdog_ms = {0} 在 {1} 波特下太短:一次心跳可能需 {2} 毫秒;请写 {3} 或更大</translation>
        </message>
        <message>
            <source>head off</source>
            <translation>关闭喷头</translation>
        </message>
        <message>
            <source>head on</source>
            <translation>打开喷头</translation>
        </message>
        <message>
            <source>clear the queue</source>
            <translation>清空队列</translation>
        </message>
        <message>
            <source>label on line</source>
            <translation>在线标签</translation>
        </message>
        <message>
            <source>done character</source>
            <translation>完成字符</translation>
        </message>
        <message>
            <source>queue a code</source>
            <translation>排入一个码</translation>
        </message>
        <message>
            <source>status {0}</source>
            <translation>状态 {0}</translation>
        </message>
        <message>
            <source>software error, or the buffer is full</source>
            <translation>软件错误,或缓存已满</translation>
        </message>
        <message>
            <source>wrong length</source>
            <translation>长度错误</translation>
        </message>
        <message>
            <source>ESC expected</source>
            <translation>应为 ESC</translation>
        </message>
        <message>
            <source>unknown command</source>
            <translation>未知命令</translation>
        </message>
        <message>
            <source>unexpected characters before EOT</source>
            <translation>EOT 之前有多余字符</translation>
        </message>
        <message>
            <source>wrong print head</source>
            <translation>喷头号错误</translation>
        </message>
        <message>
            <source>value out of range</source>
            <translation>数值超出范围</translation>
        </message>
        <message>
            <source>wrong label number</source>
            <translation>标签号错误</translation>
        </message>
        <message>
            <source>too long</source>
            <translation>太长</translation>
        </message>
        <message>
            <source>embedded format</source>
            <translation>内嵌格式</translation>
        </message>
        <message>
            <source>bad character</source>
            <translation>字符错误</translation>
        </message>
        <message>
            <source>can't load</source>
            <translation>无法载入</translation>
        </message>
        <message>
            <source>not implemented</source>
            <translation>未实现</translation>
        </message>
        <message>
            <source>printing disabled</source>
            <translation>打印被禁用</translation>
        </message>
        <message>
            <source>internal error</source>
            <translation>内部错误</translation>
        </message>
        <message>
            <source>file not found</source>
            <translation>找不到文件</translation>
        </message>
        <message>
            <source>of unknown meaning</source>
            <translation>含义未知</translation>
        </message>
        <message>
            <source>it is empty</source>
            <translation>为空</translation>
        </message>
        <message>
            <source>{0} bytes, and {1} fit</source>
            <translation>{0} 字节,最多 {1} 字节</translation>
        </message>
        <message>
            <source>{0} ({1}) is part of Codenet's framing</source>
            <translation>{0}({1})是 Codenet 的帧字符</translation>
        </message>
        <message>
            <source>check that the label on line has a dynamic text field</source>
            <translation>请检查在线标签是否有动态文本字段</translation>
        </message>
        <message>
            <source>check that the label on line has a dynamic text field, and the queue's size</source>
            <translation>请检查在线标签是否有动态文本字段,以及队列大小</translation>
        </message>
        <message>
            <source>the coder's firmware doesn't know this command: check model and protocol settings</source>
            <translation>喷码机固件不认识此命令:请检查型号和协议设置</translation>
        </message>
        <message>
            <source>check the print head number in the coder's set-up</source>
            <translation>请检查喷码机设置中的喷头号</translation>
        </message>
        <message>
            <source>the code holds a character that the coder's font or set-up lacks</source>
            <translation>码中有喷码机字体或设置不支持的字符</translation>
        </message>
        <message>
            <source>the label can't be loaded: open it on the coder's panel and save it again</source>
            <translation>标签无法载入:请在喷码机面板上打开并重新保存</translation>
        </message>
        <message>
            <source>enable printing on the coder's panel, then wait or press start</source>
            <translation>请在喷码机面板上启用打印,然后等待或按启动</translation>
        </message>
        <message>
            <source>wait for the coder to become idle</source>
            <translation>请等待喷码机空闲</translation>
        </message>
        <message>
            <source>restart the coder; if it returns, call its service</source>
            <translation>请重启喷码机;若再出现,请联系其售后</translation>
        </message>
        <message>
            <source>store the label under the configured name on the coder</source>
            <translation>请按所配置的名称将标签存入喷码机</translation>
        </message>
        <message>
            <source>the code's text doesn't fit the label's dynamic text field: check both</source>
            <translation>码的内容不适合标签的动态文本字段:请检查两者</translation>
        </message>
        <message>
            <source>see the coder's panel</source>
            <translation>请查看喷码机面板</translation>
        </message>
        <message>
            <source>clear the fault on the coder's panel</source>
            <translation>请在喷码机面板上清除故障</translation>
        </message>
        <message>
            <source>start the jet and enable printing on the coder's panel</source>
            <translation>请启动墨线,并在喷码机面板上启用打印</translation>
        </message>
        <message>
            <source>see the coder's panel: ink, make-up and service</source>
            <translation>请查看喷码机面板:墨水、溶剂和维护</translation>
        </message>
        <message>
            <source>no answer to '{0}' within {1} ms</source>
            <translation>{1} 毫秒内没有对“{0}”的应答</translation>
        </message>
        <message>
            <source>the coder is {0}</source>
            <translation>喷码机{0}</translation>
        </message>
        <message>
            <source>more than {0} codes wait for the coder</source>
            <translation>等待喷码机的码多于 {0} 个</translation>
        </message>
        <message>
            <source>cleared before it was sent</source>
            <translation>下发前已清除</translation>
        </message>
        <message>
            <source>cleared before the coder could be asked</source>
            <translation>询问喷码机之前已清除</translation>
        </message>
        <message>
            <source>the coder acknowledged what nobody had sent</source>
            <translation>喷码机确认了未下发的内容</translation>
        </message>
        <message>
            <source>{0} bytes that are no answer, the first {1}</source>
            <translation>{0} 字节不是应答,首字节 {1}</translation>
        </message>
        <message>
            <source>check cable, baud rate and that no other program talks to the coder</source>
            <translation>请检查线缆、波特率,并确认没有其他程序与喷码机通信</translation>
        </message>
        <message>
            <source>cleared before it was accepted</source>
            <translation>被接受前已清除</translation>
        </message>
        <message>
            <source>{0}, with codes of ours inside</source>
            <translation>{0},内部有我们的码</translation>
        </message>
        <message>
            <source>set the queue's printer-error-policy to abort-job</source>
            <translation>将队列的 printer-error-policy 设为 abort-job</translation>
        </message>
        <message>
            <source>more than {0} labels wait for the queue</source>
            <translation>等待队列的标签多于 {0} 张</translation>
        </message>
        <message>
            <source>cleared before it was handed over</source>
            <translation>交付前已清除</translation>
        </message>
        <message>
            <source>CUPS was not asked yet</source>
            <translation>尚未询问 CUPS</translation>
        </message>
        <message>
            <source>labels of an earlier run are being cancelled</source>
            <translation>正在取消之前运行留下的标签</translation>
        </message>
        <message>
            <source>CUPS doesn't run, has no queue {0}, or hides it from the user {1}</source>
            <translation>CUPS 未运行,没有队列 {0},或对用户 {1} 不可见</translation>
        </message>
        <message>
            <source>see `lpstat -r` and `lpstat -e`</source>
            <translation>请看 `lpstat -r` 和 `lpstat -e`</translation>
        </message>
        <message>
            <source>{0} old labels in the queue {1} can't be cancelled</source>
            <translation>队列 {1} 中的 {0} 张旧标签无法取消</translation>
        </message>
        <message>
            <source>Cancel them: sudo cancel -a {0}</source>
            <translation>请取消: sudo cancel -a {0}</translation>
        </message>
        <message>
            <source>CUPS would print {0}-{1} again, so it is cancelled</source>
            <translation>CUPS 会再次打印 {0}-{1},因此已取消</translation>
        </message>
        <message>
            <source>Ask IT to {0}.</source>
            <translation>请IT{0}。</translation>
        </message>
        <message>
            <source>CUPS doesn't tell whose jobs are whose</source>
            <translation>CUPS 不说明作业属于谁</translation>
        </message>
        <message>
            <source>Old labels can't be found after a restart: see JobPrivateAccess in cupsd.conf.</source>
            <translation>重启后找不到旧标签:请看 cupsd.conf 中的 JobPrivateAccess。</translation>
        </message>
        <message>
            <source>somebody holds the label {0}-{1}</source>
            <translation>有人保留了标签 {0}-{1}</translation>
        </message>
        <message>
            <source>Release or cancel it in the queue.</source>
            <translation>请在队列中释放或取消。</translation>
        </message>
        <message>
            <source>CUPS gave no number for it ({0}), and it can't be told from others</source>
            <translation>CUPS 没有给出编号({0}),无法与其他区分</translation>
        </message>
        <message>
            <source>{0} Then resume.</source>
            <translation>{0}然后继续。</translation>
        </message>
        <message>
            <source>the job {0}-{1}</source>
            <translation>作业 {0}-{1}</translation>
        </message>
        <message>
            <source>{0}: part of it may be on paper</source>
            <translation>{0}:可能已部分打印</translation>
        </message>
        <message>
            <source>how the queue is</source>
            <translation>队列状态</translation>
        </message>
        <message>
            <source>the jobs that aren't completed</source>
            <translation>未完成的作业</translation>
        </message>
        <message>
            <source>the jobs that are</source>
            <translation>已完成的作业</translation>
        </message>
        <message>
            <source>print this</source>
            <translation>打印此项</translation>
        </message>
        <message>
            <source>cancel that, or say how it ended</source>
            <translation>取消该项,或说明其结果</translation>
        </message>
        <message>
            <source>address {0}: write cups:QUEUE, or cups://HOST/QUEUE for a queue of another computer; `lpstat -e` lists the names of the queues</source>
            <translation>地址 {0}:请写 cups:QUEUE,其他电脑的队列写 cups://HOST/QUEUE;`lpstat -e` 列出队列名</translation>
        </message>
        <message>
            <source>{0} can't be run: {1}</source>
            <translation>{0} 无法运行:{1}</translation>
        </message>
        <message>
            <source>there is no program {0}: correct the option programs</source>
            <translation>没有程序 {0}:请更正选项 programs</translation>
        </message>
        <message>
            <source>there is no program {0}: install the Debian package cups-client (sudo apt install cups-client)</source>
            <translation>没有程序 {0}:请安装 Debian 包 cups-client(sudo apt install cups-client)</translation>
        </message>
        <message>
            <source>the label is no PDF: see which device prints the labels of this level</source>
            <translation>标签不是 PDF:请检查该级标签由哪台设备打印</translation>
        </message>
        <message>
            <source>a label is a PDF</source>
            <translation>标签应为 PDF</translation>
        </message>
        <message>
            <source>a label has {0} bytes at most</source>
            <translation>标签最多 {0} 字节</translation>
        </message>
        <message>
            <source>the PDF has no end</source>
            <translation>PDF 没有结尾</translation>
        </message>
        <message>
            <source>Set the queue up anew with the printer's driver (Debian: cups-filters).</source>
            <translation>请用打印机驱动重新建立队列(Debian: cups-filters)。</translation>
        </message>
        <message>
            <source>Load paper or labels.</source>
            <translation>请装入纸或标签。</translation>
        </message>
        <message>
            <source>Load paper or labels of the size that the queue is set to.</source>
            <translation>请装入与队列设置尺寸一致的纸或标签。</translation>
        </message>
        <message>
            <source>Take the jammed paper out.</source>
            <translation>请取出卡住的纸。</translation>
        </message>
        <message>
            <source>Put the paper tray in.</source>
            <translation>请插入纸盘。</translation>
        </message>
        <message>
            <source>Empty the output tray.</source>
            <translation>请清空出纸盘。</translation>
        </message>
        <message>
            <source>Close the printer's cover.</source>
            <translation>请合上打印机盖。</translation>
        </message>
        <message>
            <source>Close the printer's door.</source>
            <translation>请关上打印机门。</translation>
        </message>
        <message>
            <source>Close the printer's covers.</source>
            <translation>请合上打印机各盖板。</translation>
        </message>
        <message>
            <source>Put new toner in.</source>
            <translation>请更换碳粉。</translation>
        </message>
        <message>
            <source>Put new toner, ink or ribbon in.</source>
            <translation>请更换碳粉、墨水或碳带。</translation>
        </message>
        <message>
            <source>Empty or change the waste box.</source>
            <translation>请清空或更换废粉盒。</translation>
        </message>
        <message>
            <source>Put new developer in.</source>
            <translation>请更换显影剂。</translation>
        </message>
        <message>
            <source>Change the drum.</source>
            <translation>请更换硒鼓。</translation>
        </message>
        <message>
            <source>Switch the printer on, and check its cable or network.</source>
            <translation>请打开打印机电源,并检查线缆或网络。</translation>
        </message>
        <message>
            <source>Switch the printer on.</source>
            <translation>请打开打印机电源。</translation>
        </message>
        <message>
            <source>The printer's memory is full: switch it off and on.</source>
            <translation>打印机内存已满:请关机再开机。</translation>
        </message>
        <message>
            <source>Look at the printer's display.</source>
            <translation>请查看打印机显示屏。</translation>
        </message>
        <message>
            <source>is not accepting jobs</source>
            <translation>不接受作业</translation>
        </message>
        <message>
            <source>The printer or class does not exist</source>
            <translation>打印机或类不存在</translation>
        </message>
        <message>
            <source>Not allowed to print</source>
            <translation>不允许打印</translation>
        </message>
        <message>
            <source>Let the queue take jobs of the station's user (lpadmin -u).</source>
            <translation>请让队列接受工位用户的作业(lpadmin -u)。</translation>
        </message>
        <message>
            <source>Unsupported document-format</source>
            <translation>不支持的文档格式</translation>
        </message>
        <message>
            <source>Set the queue up with a driver that takes PDF.</source>
            <translation>请用支持 PDF 的驱动建立队列。</translation>
        </message>
        <message>
            <source>Too many active jobs</source>
            <translation>作业过多</translation>
        </message>
        <message>
            <source>Clear the queue, or raise MaxJobs in cupsd.conf.</source>
            <translation>请清空队列,或在 cupsd.conf 中提高 MaxJobs。</translation>
        </message>
        <message>
            <source>See why, then let it go on: sudo cupsenable {0}</source>
            <translation>请查明原因,然后放行: sudo cupsenable {0}</translation>
        </message>
        <message>
            <source>the queue is stopped{0}</source>
            <translation>队列已停止{0}</translation>
        </message>
        <message>
            <source>the queue takes no jobs{0}</source>
            <translation>队列不接受作业{0}</translation>
        </message>
        <message>
            <source>Let it: sudo cupsaccept {0}</source>
            <translation>请放行: sudo cupsaccept {0}</translation>
        </message>
        <message>
            <source>Let it print: sudo cupsenable --release {0}</source>
            <translation>请放行打印: sudo cupsenable --release {0}</translation>
        </message>
        <message>
            <source>the queue holds all new jobs{0}</source>
            <translation>队列保留所有新作业{0}</translation>
        </message>
        <message>
            <source>{0}, when it last printed</source>
            <translation>{0}(上次打印时)</translation>
        </message>
        <message>
            <source>more than {0} codes wait for the folder</source>
            <translation>等待文件夹的码多于 {0} 个</translation>
        </message>
        <message>
            <source>cleared before it was written</source>
            <translation>写入前已清除</translation>
        </message>
        <message>
            <source>cleared: the vendor's program had taken it, or may have read it</source>
            <translation>已清除:厂商程序已取走,或可能已读取</translation>
        </message>
        <message>
            <source>a result for {0}, which is not out</source>
            <translation>收到 {0} 的结果,但它未在外</translation>
        </message>
        <message>
            <source>it tells no reason</source>
            <translation>未说明原因</translation>
        </message>
        <message>
            <source>See the vendor's program, then resume.</source>
            <translation>请查看厂商程序,然后继续。</translation>
        </message>
        <message>
            <source>the result of {0} names another code</source>
            <translation>{0} 的结果写的是另一个码</translation>
        </message>
        <message>
            <source>Does another program write into this folder?</source>
            <translation>是否有其他程序写入此文件夹?</translation>
        </message>
        <message>
            <source>the folder {0} can't be used: {1}</source>
            <translation>文件夹 {0} 无法使用:{1}</translation>
        </message>
        <message>
            <source>{0} can't be written in {1}</source>
            <translation>{0} 无法以 {1} 书写</translation>
        </message>
        <message>
            <source>a code has 1 to {0} bytes</source>
            <translation>码为 1 到 {0} 字节</translation>
        </message>
        <message>
            <source>control byte {0}</source>
            <translation>控制字节 {0}</translation>
        </message>
        <message>
            <source>it is no UTF-8</source>
            <translation>不是 UTF-8</translation>
        </message>
        <message>
            <source>the printer takes no data: it is off line, or not ready to receive</source>
            <translation>打印机不接收数据:离线,或未准备好接收</translation>
        </message>
        <message>
            <source>press Comm. On at the printer; its data reception must be overwrite-enabled</source>
            <translation>请在打印机上按 Comm. On;其数据接收须允许覆盖</translation>
        </message>
        <message>
            <source>see the communication error on the printer's panel</source>
            <translation>请查看打印机面板上的通信错误</translation>
        </message>
        <message>
            <source>is the communication buffer enabled, and does the message have the print items?</source>
            <translation>通信缓存是否启用?信息中是否有打印项?</translation>
        </message>
        <message>
            <source>begin again</source>
            <translation>重新开始</translation>
        </message>
        <message>
            <source>ready to receive?</source>
            <translation>准备接收?</translation>
        </message>
        <message>
            <source>clear the buffer</source>
            <translation>清空缓存</translation>
        </message>
        <message>
            <source>restart printing</source>
            <translation>重新开始打印</translation>
        </message>
        <message>
            <source>may a code be sent?</source>
            <translation>可以发送码吗?</translation>
        </message>
        <message>
            <source>deflection off</source>
            <translation>关闭偏转</translation>
        </message>
        <message>
            <source>deflection on</source>
            <translation>打开偏转</translation>
        </message>
        <message>
            <source>put the message on</source>
            <translation>调出信息</translation>
        </message>
        <message>
            <source>send a code</source>
            <translation>发送一个码</translation>
        </message>
        <message>
            <source>off line</source>
            <translation>离线</translation>
        </message>
        <message>
            <source>NAK to '{0}'</source>
            <translation>对“{0}”回应 NAK</translation>
        </message>
        <message>
            <source>{0} fit</source>
            <translation>可容纳 {0}</translation>
        </message>
        <message>
            <source>{0} fit into each of {1} print items</source>
            <translation>{1} 个打印项各可容纳 {0}</translation>
        </message>
        <message>
            <source>{0} characters, and {1}</source>
            <translation>{0} 个字符,{1}</translation>
        </message>
        <message>
            <source>{0}: the printer takes ASCII, 20 to 7E</source>
            <translation>{0}:打印机只接受 ASCII,20 到 7E</translation>
        </message>
        <message>
            <source>see the external communication error on its panel</source>
            <translation>请查看其面板上的外部通信错误</translation>
        </message>
        <message>
            <source>is it on line?</source>
            <translation>在线吗?</translation>
        </message>
        <message>
            <source>go on line</source>
            <translation>转为在线</translation>
        </message>
        <message>
            <source>print items</source>
            <translation>打印项</translation>
        </message>
        <message>
            <source>print count</source>
            <translation>打印计数</translation>
        </message>
        <message>
            <source>begin a batch</source>
            <translation>开始一批</translation>
        </message>
        <message>
            <source>number of characters</source>
            <translation>字符数</translation>
        </message>
        <message>
            <source>commit the batch</source>
            <translation>提交该批</translation>
        </message>
        <message>
            <source>it answered what nobody had asked</source>
            <translation>应答了未询问的内容</translation>
        </message>
        <message>
            <source>it answered something else than '{0}'</source>
            <translation>应答的不是“{0}”</translation>
        </message>
        <message>
            <source>{0} to '{1}'</source>
            <translation>对“{1}”为{0}</translation>
        </message>
        <message>
            <source>its answer to '{0}' is of other registers</source>
            <translation>对“{0}”的应答属于其他寄存器</translation>
        </message>
        <message>
            <source>the message on it has {0} print items</source>
            <translation>其信息有 {0} 个打印项</translation>
        </message>
        <message>
            <source>put a message with one print item on line</source>
            <translation>请将只有一个打印项的信息调为在线</translation>
        </message>
        <message>
            <source>01 function not known</source>
            <translation>01 功能未知</translation>
        </message>
        <message>
            <source>02 illegal address</source>
            <translation>02 地址非法</translation>
        </message>
        <message>
            <source>03 illegal data</source>
            <translation>03 数据非法</translation>
        </message>
        <message>
            <source>print contents</source>
            <translation>打印内容</translation>
        </message>
        <message>
            <source>on line, off line</source>
            <translation>在线、离线</translation>
        </message>
        <message>
            <source>remote operation</source>
            <translation>远程操作</translation>
        </message>
        <message>
            <source>exception {0}</source>
            <translation>异常 {0}</translation>
        </message>
        <message>
            <source>{0} characters, and {1} fit</source>
            <translation>{0} 个字符,最多 {1} 个</translation>
        </message>
        <message>
            <source>no Modbus TCP: {0}</source>
            <translation>不是 Modbus TCP:{0}</translation>
        </message>
        <message>
            <source>no answer that is known: {0}</source>
            <translation>不是已知的应答:{0}</translation>
        </message>
        <message>
            <source>it is stopped</source>
            <translation>已停止</translation>
        </message>
        <message>
            <source>it runs and isn't ready</source>
            <translation>在运行但未就绪</translation>
        </message>
        <message>
            <source>it is stopping</source>
            <translation>正在停止</translation>
        </message>
        <message>
            <source>start it and put it to ready at its panel</source>
            <translation>请在其面板上启动并置为就绪</translation>
        </message>
        <message>
            <source>it is off line</source>
            <translation>已离线</translation>
        </message>
        <message>
            <source>press Comm. On at its panel</source>
            <translation>请在其面板上按 Comm. On</translation>
        </message>
        <message>
            <source>it can't receive now</source>
            <translation>现在无法接收</translation>
        </message>
        <message>
            <source>leave the menu that is open at its panel</source>
            <translation>请退出其面板上打开的菜单</translation>
        </message>
        <message>
            <source>call its service</source>
            <translation>请联系其售后</translation>
        </message>
        <message>
            <source>switch off, clean and dry the print head</source>
            <translation>请关机,清洁并吹干喷头</translation>
        </message>
        <message>
            <source>check the product sensor, and how far products are apart</source>
            <translation>请检查产品光电,以及产品间距</translation>
        </message>
        <message>
            <source>the product came before the print was prepared: slow the belt, or print a smaller symbol</source>
            <translation>产品在打印准备好之前到达:请放慢输送带,或打印更小的码</translation>
        </message>
        <message>
            <source>check the message on the printer</source>
            <translation>请检查打印机上的信息</translation>
        </message>
        <message>
            <source>let it come to its working temperature</source>
            <translation>请等待达到工作温度</translation>
        </message>
        <message>
            <source>deflection voltage fault</source>
            <translation>偏转电压故障</translation>
        </message>
        <message>
            <source>main ink tank too full</source>
            <translation>主墨箱过满</translation>
        </message>
        <message>
            <source>blank print items</source>
            <translation>打印项为空</translation>
        </message>
        <message>
            <source>ink drop charge too low</source>
            <translation>墨滴充电过低</translation>
        </message>
        <message>
            <source>ink drop charge too high</source>
            <translation>墨滴充电过高</translation>
        </message>
        <message>
            <source>print head cover open</source>
            <translation>喷头盖打开</translation>
        </message>
        <message>
            <source>close the print head cover</source>
            <translation>请合上喷头盖</translation>
        </message>
        <message>
            <source>product sensor fault</source>
            <translation>产品光电故障</translation>
        </message>
        <message>
            <source>system operation error C</source>
            <translation>系统运行错误 C</translation>
        </message>
        <message>
            <source>products too close together</source>
            <translation>产品间距过小</translation>
        </message>
        <message>
            <source>product sensor in a wrong place</source>
            <translation>产品光电位置错误</translation>
        </message>
        <message>
            <source>system operation error M</source>
            <translation>系统运行错误 M</translation>
        </message>
        <message>
            <source>charge voltage fault</source>
            <translation>充电电压故障</translation>
        </message>
        <message>
            <source>too few digits for the bar code</source>
            <translation>条码位数不足</translation>
        </message>
        <message>
            <source>power supply fan fault</source>
            <translation>电源风扇故障</translation>
        </message>
        <message>
            <source>deflection voltage leaks</source>
            <translation>偏转电压泄漏</translation>
        </message>
        <message>
            <source>prints overlap</source>
            <translation>打印重叠</translation>
        </message>
        <message>
            <source>ink is out</source>
            <translation>墨水用完</translation>
        </message>
        <message>
            <source>put in ink</source>
            <translation>请加墨水</translation>
        </message>
        <message>
            <source>make-up is out</source>
            <translation>溶剂用完</translation>
        </message>
        <message>
            <source>put in make-up</source>
            <translation>请加溶剂</translation>
        </message>
        <message>
            <source>print data changeover in progress M</source>
            <translation>正在切换打印数据 M</translation>
        </message>
        <message>
            <source>too many print formats</source>
            <translation>打印格式过多</translation>
        </message>
        <message>
            <source>make-up wasn't replenished in time</source>
            <translation>溶剂未及时补充</translation>
        </message>
        <message>
            <source>check make-up</source>
            <translation>请检查溶剂</translation>
        </message>
        <message>
            <source>ink wasn't replenished in time</source>
            <translation>墨水未及时补充</translation>
        </message>
        <message>
            <source>check ink</source>
            <translation>请检查墨水</translation>
        </message>
        <message>
            <source>no ink drop charge</source>
            <translation>墨滴未充电</translation>
        </message>
        <message>
            <source>ink heater too hot</source>
            <translation>墨水加热器过热</translation>
        </message>
        <message>
            <source>ink heater's sensor fault</source>
            <translation>墨水加热器传感器故障</translation>
        </message>
        <message>
            <source>ink heater draws too much</source>
            <translation>墨水加热器电流过大</translation>
        </message>
        <message>
            <source>internal communication error C</source>
            <translation>内部通信错误 C</translation>
        </message>
        <message>
            <source>internal communication error M</source>
            <translation>内部通信错误 M</translation>
        </message>
        <message>
            <source>internal communication error S</source>
            <translation>内部通信错误 S</translation>
        </message>
        <message>
            <source>system operation error S</source>
            <translation>系统运行错误 S</translation>
        </message>
        <message>
            <source>memory fault C</source>
            <translation>存储器故障 C</translation>
        </message>
        <message>
            <source>memory fault M</source>
            <translation>存储器故障 M</translation>
        </message>
        <message>
            <source>ambient temperature sensor fault</source>
            <translation>环境温度传感器故障</translation>
        </message>
        <message>
            <source>print controller's fan fault</source>
            <translation>打印控制器风扇故障</translation>
        </message>
        <message>
            <source>print data changeover in progress S</source>
            <translation>正在切换打印数据 S</translation>
        </message>
        <message>
            <source>print data changeover in progress V</source>
            <translation>正在切换打印数据 V</translation>
        </message>
        <message>
            <source>maintenance is running</source>
            <translation>正在维护</translation>
        </message>
        <message>
            <source>wait until it has ended</source>
            <translation>请等待结束</translation>
        </message>
        <message>
            <source>memory fault S</source>
            <translation>存储器故障 S</translation>
        </message>
        <message>
            <source>pump motor fault</source>
            <translation>泵电机故障</translation>
        </message>
        <message>
            <source>viscometer's temperature sensor fault</source>
            <translation>粘度计温度传感器故障</translation>
        </message>
        <message>
            <source>external communication error</source>
            <translation>外部通信错误</translation>
        </message>
        <message>
            <source>see the error's number on its panel</source>
            <translation>请查看其面板上的错误号</translation>
        </message>
        <message>
            <source>external signal error</source>
            <translation>外部信号错误</translation>
        </message>
        <message>
            <source>memory fault OP</source>
            <translation>存储器故障 OP</translation>
        </message>
        <message>
            <source>ink heater too cold</source>
            <translation>墨水加热器过冷</translation>
        </message>
        <message>
            <source>model key fault</source>
            <translation>机型密钥故障</translation>
        </message>
        <message>
            <source>language key fault</source>
            <translation>语言密钥故障</translation>
        </message>
        <message>
            <source>communication buffer fault</source>
            <translation>通信缓存故障</translation>
        </message>
        <message>
            <source>its buffer ran empty: clear the fault at its panel</source>
            <translation>其缓存已空:请在其面板上清除故障</translation>
        </message>
        <message>
            <source>shutdown fault</source>
            <translation>关机故障</translation>
        </message>
        <message>
            <source>count overflow</source>
            <translation>计数溢出</translation>
        </message>
        <message>
            <source>data changed at a wrong moment</source>
            <translation>更改数据的时刻不对</translation>
        </message>
        <message>
            <source>count changed at a wrong moment</source>
            <translation>更改计数的时刻不对</translation>
        </message>
        <message>
            <source>print started at a wrong moment</source>
            <translation>开始打印的时刻不对</translation>
        </message>
        <message>
            <source>ink is past its shelf life</source>
            <translation>墨水已过保质期</translation>
        </message>
        <message>
            <source>exchange the ink</source>
            <translation>请更换墨水</translation>
        </message>
        <message>
            <source>make-up is past its shelf life</source>
            <translation>溶剂已过保质期</translation>
        </message>
        <message>
            <source>exchange the make-up</source>
            <translation>请更换溶剂</translation>
        </message>
        <message>
            <source>print data changeover error C</source>
            <translation>打印数据切换错误 C</translation>
        </message>
        <message>
            <source>print data changeover error M</source>
            <translation>打印数据切换错误 M</translation>
        </message>
        <message>
            <source>ink low</source>
            <translation>墨水不足</translation>
        </message>
        <message>
            <source>have ink ready</source>
            <translation>请备好墨水</translation>
        </message>
        <message>
            <source>make-up low</source>
            <translation>溶剂不足</translation>
        </message>
        <message>
            <source>have make-up ready</source>
            <translation>请备好溶剂</translation>
        </message>
        <message>
            <source>ink past its shelf life</source>
            <translation>墨水已过保质期</translation>
        </message>
        <message>
            <source>battery low M</source>
            <translation>电池电量低 M</translation>
        </message>
        <message>
            <source>ink pressure high</source>
            <translation>墨水压力高</translation>
        </message>
        <message>
            <source>product speed can't be matched</source>
            <translation>产品速度无法匹配</translation>
        </message>
        <message>
            <source>surroundings too hot</source>
            <translation>环境温度过高</translation>
        </message>
        <message>
            <source>surroundings too cold</source>
            <translation>环境温度过低</translation>
        </message>
        <message>
            <source>ink heating failure</source>
            <translation>墨水加热失败</translation>
        </message>
        <message>
            <source>ink pressure low</source>
            <translation>墨水压力低</translation>
        </message>
        <message>
            <source>excitation voltage to be reviewed</source>
            <translation>需要检查激励电压</translation>
        </message>
        <message>
            <source>viscosity reading unstable</source>
            <translation>粘度读数不稳定</translation>
        </message>
        <message>
            <source>viscosity reading out of range</source>
            <translation>粘度读数超出范围</translation>
        </message>
        <message>
            <source>ink too thick</source>
            <translation>墨水过稠</translation>
        </message>
        <message>
            <source>check ink and make-up</source>
            <translation>请检查墨水和溶剂</translation>
        </message>
        <message>
            <source>ink too thin</source>
            <translation>墨水过稀</translation>
        </message>
        <message>
            <source>battery low C</source>
            <translation>电池电量低 C</translation>
        </message>
        <message>
            <source>calendar content inaccurate</source>
            <translation>日历内容不准</translation>
        </message>
        <message>
            <source>set its date and time</source>
            <translation>请设置其日期和时间</translation>
        </message>
        <message>
            <source>excitation voltage to be reviewed for the character height</source>
            <translation>需要按字符高度检查激励电压</translation>
        </message>
        <message>
            <source>ink near its shelf life</source>
            <translation>墨水接近保质期</translation>
        </message>
        <message>
            <source>make-up near its shelf life</source>
            <translation>溶剂接近保质期</translation>
        </message>
        <message>
            <source>model key failure</source>
            <translation>机型密钥失败</translation>
        </message>
        <message>
            <source>language key failure</source>
            <translation>语言密钥失败</translation>
        </message>
        <message>
            <source>upgrade key fault</source>
            <translation>升级密钥故障</translation>
        </message>
        <message>
            <source>circulation system's fan fault</source>
            <translation>循环系统风扇故障</translation>
        </message>
        <message>
            <source>ink too hot</source>
            <translation>墨水过热</translation>
        </message>
        <message>
            <source>see its panel</source>
            <translation>请查看其面板</translation>
        </message>
        <message>
            <source>warning {0}</source>
            <translation>警告 {0}</translation>
        </message>
        <message>
            <source>stop printing</source>
            <translation>停止打印</translation>
        </message>
        <message>
            <source>has it stopped?</source>
            <translation>已停止吗?</translation>
        </message>
        <message>
            <source>its answer to ?{0} has other parameters: {1}</source>
            <translation>对 ?{0} 的应答参数不同:{1}</translation>
        </message>
        <message>
            <source>its firmware may be too old or too new: ask its service</source>
            <translation>其固件可能太旧或太新:请咨询其售后</translation>
        </message>
        <message>
            <source>it goes on printing after it was told to stop</source>
            <translation>被要求停止后仍在打印</translation>
        </message>
        <message>
            <source>{0}: the coder takes ASCII, 20 to 7E</source>
            <translation>{0}:喷码机只接受 ASCII,20 到 7E</translation>
        </message>
        <message>
            <source>no manual says how a backslash is sent</source>
            <translation>没有手册说明如何发送反斜杠</translation>
        </message>
        <message>
            <source>switch its database off, give the job an external text in mailing mode, field 1, and load it again</source>
            <translation>请关闭其数据库,为作业设置邮寄模式的外部文本(字段 1),并重新载入</translation>
        </message>
        <message>
            <source>the mailing queue</source>
            <translation>邮寄队列</translation>
        </message>
        <message>
            <source>its print counter</source>
            <translation>其打印计数</translation>
        </message>
        <message>
            <source>the queue after the stop</source>
            <translation>停止后的队列</translation>
        </message>
        <message>
            <source>flush the records</source>
            <translation>清空记录</translation>
        </message>
        <message>
            <source>the queue after the flush</source>
            <translation>清空后的队列</translation>
        </message>
        <message>
            <source>was it taken?</source>
            <translation>已接受吗?</translation>
        </message>
        <message>
            <source>how far it is</source>
            <translation>进度如何</translation>
        </message>
        <message>
            <source>does it print?</source>
            <translation>在打印吗?</translation>
        </message>
        <message>
            <source>start printing</source>
            <translation>开始打印</translation>
        </message>
        <message>
            <source>acknowledge the message</source>
            <translation>确认信息</translation>
        </message>
        <message>
            <source>may it start?</source>
            <translation>可以启动吗?</translation>
        </message>
        <message>
            <source>stop: nothing is left to print</source>
            <translation>停止:没有可打印的内容</translation>
        </message>
        <message>
            <source>a record</source>
            <translation>一条记录</translation>
        </message>
        <message>
            <source>it has stopped printing</source>
            <translation>已停止打印</translation>
        </message>
        <message>
            <source>its mailing queue holds {0} records</source>
            <translation>其邮寄队列可存 {0} 条记录</translation>
        </message>
        <message>
            <source>set depth to {0} at most, not {1}</source>
            <translation>请将 depth 设为最多 {0},而不是 {1}</translation>
        </message>
        <message>
            <source>it still holds {0} records after it was told to flush them</source>
            <translation>要求清空后仍有 {0} 条记录</translation>
        </message>
        <message>
            <source>flush its mailing queue at its panel, or load the job again</source>
            <translation>请在其面板上清空邮寄队列,或重新载入作业</translation>
        </message>
        <message>
            <source>it takes no records</source>
            <translation>不接受记录</translation>
        </message>
        <message>
            <source>its queue lost records</source>
            <translation>其队列丢失了记录</translation>
        </message>
        <message>
            <source>its mailing queue has {0} records that aren't ours</source>
            <translation>其邮寄队列中有 {0} 条不是我们的记录</translation>
        </message>
        <message>
            <source>its last record's number went back</source>
            <translation>其最后记录号变小</translation>
        </message>
        <message>
            <source>it counted prints that its last record's number doesn't show</source>
            <translation>其打印计数与最后记录号不符</translation>
        </message>
        <message>
            <source>its mailing queue was emptied and printed on</source>
            <translation>其邮寄队列已清空并继续打印</translation>
        </message>
        <message>
            <source>see the printer's panel</source>
            <translation>请查看打印机面板</translation>
        </message>
        <message>
            <source>see the printer's panel, and start printing there</source>
            <translation>请查看打印机面板,并在那里开始打印</translation>
        </message>
        <message>
            <source>it is in standby</source>
            <translation>处于待机</translation>
        </message>
        <message>
            <source>switch it on at its panel</source>
            <translation>请在其面板上打开</translation>
        </message>
        <message>
            <source>it is starting</source>
            <translation>正在启动</translation>
        </message>
        <message>
            <source>wait until it has started</source>
            <translation>请等待启动完成</translation>
        </message>
        <message>
            <source>it is in an interval or in service</source>
            <translation>处于间歇或维护中</translation>
        </message>
        <message>
            <source>end that at its panel</source>
            <translation>请在其面板上结束</translation>
        </message>
        <message>
            <source>its mailing queue is full</source>
            <translation>其邮寄队列已满</translation>
        </message>
        <message>
            <source>a record's number is missing or wrong</source>
            <translation>记录号缺失或错误</translation>
        </message>
        <message>
            <source>a record's number doesn't follow the one before</source>
            <translation>记录号与前一条不连续</translation>
        </message>
        <message>
            <source>its mailing queue ran empty</source>
            <translation>其邮寄队列已空</translation>
        </message>
        <message>
            <source>its head cover is open</source>
            <translation>其喷头盖打开</translation>
        </message>
        <message>
            <source>close it, and start the jet</source>
            <translation>请合上,并启动墨线</translation>
        </message>
        <message>
            <source>its jet is not running</source>
            <translation>其墨线未运行</translation>
        </message>
        <message>
            <source>start the jet at its panel</source>
            <translation>请在其面板上启动墨线</translation>
        </message>
        <message>
            <source>its state is {0}</source>
            <translation>其状态为 {0}</translation>
        </message>
        <message>
            <source>acknowledge it at its panel</source>
            <translation>请在其面板上确认</translation>
        </message>
        <message>
            <source>it shows message {0}</source>
            <translation>显示信息 {0}</translation>
        </message>
        <message>
            <source>give the job an external text of variable length in field 0, long enough for the code, and load it again</source>
            <translation>请为作业在字段 0 设置可变长度的外部文本,长度足够容纳码,并重新载入</translation>
        </message>
        <message>
            <source>print counter</source>
            <translation>打印计数</translation>
        </message>
        <message>
            <source>the text</source>
            <translation>文本</translation>
        </message>
        <message>
            <source>the text over it</source>
            <translation>覆盖的文本</translation>
        </message>
        <message>
            <source>a text over it</source>
            <translation>一个覆盖的文本</translation>
        </message>
        <message>
            <source>a code</source>
            <translation>一个码</translation>
        </message>
        <message>
            <source>it doesn't read back the text that was set</source>
            <translation>读回的不是所设置的文本</translation>
        </message>
        <message>
            <source>head open</source>
            <translation>打印头打开</translation>
        </message>
        <message>
            <source>Close the print head.</source>
            <translation>请合上打印头。</translation>
        </message>
        <message>
            <source>no label found</source>
            <translation>找不到标签</translation>
        </message>
        <message>
            <source>Check labels and their sensor, then confirm at the printer.</source>
            <translation>请检查标签及其传感器,然后在打印机上确认。</translation>
        </message>
        <message>
            <source>ribbon out</source>
            <translation>碳带用完</translation>
        </message>
        <message>
            <source>Put in a new ribbon and close the head.</source>
            <translation>请换新碳带并合上打印头。</translation>
        </message>
        <message>
            <source>media out</source>
            <translation>标签用完</translation>
        </message>
        <message>
            <source>Put in labels and close the head.</source>
            <translation>请装入标签并合上打印头。</translation>
        </message>
        <message>
            <source>its scanner could not read the label</source>
            <translation>其扫描器无法读取标签</translation>
        </message>
        <message>
            <source>Look at the label; confirm at the printer.</source>
            <translation>请查看标签;在打印机上确认。</translation>
        </message>
        <message>
            <source>network error</source>
            <translation>网络错误</translation>
        </message>
        <message>
            <source>no compressed air</source>
            <translation>没有压缩空气</translation>
        </message>
        <message>
            <source>Check the air supply of the applicator.</source>
            <translation>请检查贴标器的气源。</translation>
        </message>
        <message>
            <source>RFID error</source>
            <translation>RFID 错误</translation>
        </message>
        <message>
            <source>system error</source>
            <translation>系统错误</translation>
        </message>
        <message>
            <source>Switch the printer off and on.</source>
            <translation>请将打印机关机再开机。</translation>
        </message>
        <message>
            <source>a label is one job, from 'm m' over J to A 1</source>
            <translation>标签应为一个作业:从 'm m' 经 J 到 A 1</translation>
        </message>
        <message>
            <source>{0} can change how many labels come out</source>
            <translation>{0} 会改变标签的张数</translation>
        </message>
        <message>
            <source>longer than {0} bytes</source>
            <translation>超过 {0} 字节</translation>
        </message>
        <message>
            <source>applicator error {0}</source>
            <translation>贴标器错误 {0}</translation>
        </message>
        <message>
            <source>Check the applicator; see the printer's display.</source>
            <translation>请检查贴标器;请查看打印机显示屏。</translation>
        </message>
        <message>
            <source>error {0}</source>
            <translation>错误 {0}</translation>
        </message>
        <message>
            <source>Press Pause on the printer.</source>
            <translation>请在打印机上按暂停键。</translation>
        </message>
        <message>
            <source>link lost: {0}</source>
            <translation>连接中断:{0}</translation>
        </message>
        <message>
            <source>being prepared</source>
            <translation>准备中</translation>
        </message>
        <message>
            <source>not connected</source>
            <translation>未连接</translation>
        </message>
        <message>
            <source>the printer is {0}</source>
            <translation>打印机{0}</translation>
        </message>
        <message>
            <source>too many labels wait</source>
            <translation>等待的标签过多</translation>
        </message>
        <message>
            <source>Check the cable, the port's settings, and that no other program uses the printer.</source>
            <translation>请检查线缆、端口设置,并确认没有其他程序使用打印机。</translation>
        </message>
        <message>
            <source>no status answered, and no error told</source>
            <translation>没有状态应答,也没有报错</translation>
        </message>
        <message>
            <source>the printer is idle and {0}</source>
            <translation>打印机空闲,且{0}</translation>
        </message>
        <message>
            <source>cleared: it may have come out</source>
            <translation>已清除:可能已打印出来</translation>
        </message>
        <message>
            <source>did not count them</source>
            <translation>未计数</translation>
        </message>
        <message>
            <source>was never seen to print them</source>
            <translation>从未见其打印</translation>
        </message>
        <message>
            <source>a later label was printed, this one not seen</source>
            <translation>已打印更后的标签,未见本张</translation>
        </message>
        <message>
            <source>its label count went from {0} to {1}</source>
            <translation>其标签计数从 {0} 变为 {1}</translation>
        </message>
        <message>
            <source>Was the printer exchanged? Compare its labels with the list of containers.</source>
            <translation>打印机是否更换过?请将其标签与箱/托盘清单核对。</translation>
        </message>
        <message>
            <source>it has not told its state</source>
            <translation>未报告状态</translation>
        </message>
        <message>
            <source>switch on the Status field in the coder's NGPCL settings</source>
            <translation>请在喷码机的 NGPCL 设置中打开 Status 字段</translation>
        </message>
        <message>
            <source>clear to send?</source>
            <translation>可以发送吗?</translation>
        </message>
        <message>
            <source>the job</source>
            <translation>作业</translation>
        </message>
        <message>
            <source>the field</source>
            <translation>字段</translation>
        </message>
        <message>
            <source>a job</source>
            <translation>一个作业</translation>
        </message>
        <message>
            <source>it answered {0}, which nobody had asked for</source>
            <translation>应答了 {0},而无人询问</translation>
        </message>
        <message>
            <source>it refused '{0}' with {1}</source>
            <translation>拒绝“{0}”:{1}</translation>
        </message>
        <message>
            <source>the job on it is {0}</source>
            <translation>其作业为 {0}</translation>
        </message>
        <message>
            <source>select {0} on the coder</source>
            <translation>请在喷码机上选择 {0}</translation>
        </message>
        <message>
            <source>the job on it has no field {0}</source>
            <translation>其作业没有字段 {0}</translation>
        </message>
        <message>
            <source>give it one, or select the job that has it</source>
            <translation>请添加该字段,或选择含有它的作业</translation>
        </message>
        <message>
            <source>its answer to '{0}' has other fields</source>
            <translation>对“{0}”的应答字段不同</translation>
        </message>
        <message>
            <source>1 to {0} ASCII characters other than | { } ~</source>
            <translation>1 到 {0} 个 ASCII 字符,不含 | { } ~</translation>
        </message>
        <message>
            <source>a field</source>
            <translation>字段</translation>
        </message>
        <message>
            <source>{0} steers NGPCL's packets</source>
            <translation>{0} 是 NGPCL 的控制字符</translation>
        </message>
        <message>
            <source>start it at its panel</source>
            <translation>请在其面板上启动</translation>
        </message>
        <message>
            <source>it is off</source>
            <translation>已关机</translation>
        </message>
        <message>
            <source>switch it on</source>
            <translation>请开机</translation>
        </message>
        <message>
            <source>wait until it prints</source>
            <translation>请等待开始打印</translation>
        </message>
        <message>
            <source>it is ready and not started</source>
            <translation>已就绪但未启动</translation>
        </message>
        <message>
            <source>it stands by: an interlock is open, or it asks for attention</source>
            <translation>待命:互锁打开,或需要处理</translation>
        </message>
        <message>
            <source>it is aborting</source>
            <translation>正在中止</translation>
        </message>
        <message>
            <source>it has aborted</source>
            <translation>已中止</translation>
        </message>
        <message>
            <source>see the fault at the coder's panel, end it and start again</source>
            <translation>请查看喷码机面板上的故障,排除后重新启动</translation>
        </message>
        <message>
            <source>it is going to hold</source>
            <translation>正在转入保持</translation>
        </message>
        <message>
            <source>it is held</source>
            <translation>处于保持</translation>
        </message>
        <message>
            <source>it prints and asks for attention</source>
            <translation>在打印,但需要处理</translation>
        </message>
        <message>
            <source>it is in the unknown state {0}</source>
            <translation>处于未知状态 {0}</translation>
        </message>
        <message>
            <source>was the coder exchanged or restarted? check the products since the last good one</source>
            <translation>喷码机是否更换或重启过?请检查最后一件良品之后的产品</translation>
        </message>
        <message>
            <source>the coder took more than the {0} codes it holds: a done was missed</source>
            <translation>喷码机接受的码超过其可持有的 {0} 个:漏了一次完成信号</translation>
        </message>
        <message>
            <source>the coder can't be cleared: it may still print them</source>
            <translation>喷码机无法清空:可能仍会打印</translation>
        </message>
        <message>
            <source>cleared: the coder doesn't say what it had printed</source>
            <translation>已清除:喷码机不说明已打印的内容</translation>
        </message>
        <message>
            <source>its counter went from {0} to {1}</source>
            <translation>其计数从 {0} 变为 {1}</translation>
        </message>
        <message>
            <source>its last printed index went from {0} to {1}</source>
            <translation>其最后打印序号从 {0} 变为 {1}</translation>
        </message>
        <message>
            <source>the coder lost count of what it held: was it restarted?</source>
            <translation>喷码机丢失了持有码的计数:是否重启过?</translation>
        </message>
        <message>
            <source>Press LINE on the printer.</source>
            <translation>请在打印机上按 LINE 键。</translation>
        </message>
        <message>
            <source>the ribbon is nearly used up</source>
            <translation>碳带即将用完</translation>
        </message>
        <message>
            <source>Have a new ribbon ready.</source>
            <translation>请备好新碳带。</translation>
        </message>
        <message>
            <source>receive buffer full</source>
            <translation>接收缓存已满</translation>
        </message>
        <message>
            <source>Switch the printer off and on; use a smaller label.</source>
            <translation>请将打印机关机再开机;请用更小的标签。</translation>
        </message>
        <message>
            <source>media error</source>
            <translation>介质错误</translation>
        </message>
        <message>
            <source>Check labels and their sensor, then press FEED.</source>
            <translation>请检查标签及其传感器,然后按 FEED 键。</translation>
        </message>
        <message>
            <source>sensor error</source>
            <translation>传感器错误</translation>
        </message>
        <message>
            <source>Check the label sensor.</source>
            <translation>请检查标签传感器。</translation>
        </message>
        <message>
            <source>head error</source>
            <translation>打印头错误</translation>
        </message>
        <message>
            <source>Have the print head checked.</source>
            <translation>请检修打印头。</translation>
        </message>
        <message>
            <source>cover open</source>
            <translation>盖板打开</translation>
        </message>
        <message>
            <source>Close the cover.</source>
            <translation>请合上盖板。</translation>
        </message>
        <message>
            <source>card error</source>
            <translation>存储卡错误</translation>
        </message>
        <message>
            <source>Check the memory card.</source>
            <translation>请检查存储卡。</translation>
        </message>
        <message>
            <source>cutter error</source>
            <translation>切刀错误</translation>
        </message>
        <message>
            <source>Free the cutter.</source>
            <translation>请清理切刀。</translation>
        </message>
        <message>
            <source>another error</source>
            <translation>其他错误</translation>
        </message>
        <message>
            <source>a label is one item, from ESC A to ESC Q1 ESC Z</source>
            <translation>标签应为一个项:从 ESC A 到 ESC Q1 ESC Z</translation>
        </message>
        <message>
            <source>it holds the suffix, which would end it there</source>
            <translation>含有结束符,会在该处中断</translation>
        </message>
        <message>
            <source>prepare {0}</source>
            <translation>准备 {0}</translation>
        </message>
        <message>
            <source>it says {0}</source>
            <translation>其应答为 {0}</translation>
        </message>
        <message>
            <source>paper jam</source>
            <translation>卡纸</translation>
        </message>
        <message>
            <source>Open the head, free the labels and close it.</source>
            <translation>请打开打印头,清出标签后合上。</translation>
        </message>
        <message>
            <source>temperature or another error</source>
            <translation>温度或其他错误</translation>
        </message>
        <message>
            <source>head too hot</source>
            <translation>打印头过热</translation>
        </message>
        <message>
            <source>Let the printer cool; lower darkness or speed.</source>
            <translation>请让打印机冷却;降低浓度或速度。</translation>
        </message>
        <message>
            <source>motor too hot</source>
            <translation>电机过热</translation>
        </message>
        <message>
            <source>Let the printer cool.</source>
            <translation>请让打印机冷却。</translation>
        </message>
        <message>
            <source>cutter jam</source>
            <translation>切刀卡住</translation>
        </message>
        <message>
            <source>out of memory</source>
            <translation>内存不足</translation>
        </message>
        <message>
            <source>Use a smaller label or fewer pictures.</source>
            <translation>请用更小的标签或更少的图片。</translation>
        </message>
        <message>
            <source>a label is one job, from SIZE over CLS to PRINT 1,1</source>
            <translation>标签应为一个作业:从 SIZE 经 CLS 到 PRINT 1,1</translation>
        </message>
        <message>
            <source>the station stopped</source>
            <translation>工位已停止</translation>
        </message>
        <message>
            <source>store the message under this name on the coder</source>
            <translation>请按此名称将信息存入喷码机</translation>
        </message>
        <message>
            <source>give the message on the coder a user field of this name, long enough for the code</source>
            <translation>请为喷码机上的信息添加此名称的用户字段,长度足够容纳码</translation>
        </message>
        <message>
            <source>give the message on the coder a user field of this name</source>
            <translation>请为喷码机上的信息添加此名称的用户字段</translation>
        </message>
        <message>
            <source>is it a coder without print off, as a 1710 or 1610 DH? set model = '1710'</source>
            <translation>是否为没有停打功能的喷码机,如 1710 或 1610 DH?请设 model = '1710'</translation>
        </message>
        <message>
            <source>is it a coder without a counter, as a 1710 or 1610 DH? set model = '1710'</source>
            <translation>是否为没有计数器的喷码机,如 1710 或 1610 DH?请设 model = '1710'</translation>
        </message>
        <message>
            <source>error status</source>
            <translation>错误状态</translation>
        </message>
        <message>
            <source>empty the field</source>
            <translation>清空字段</translation>
        </message>
        <message>
            <source>select the message</source>
            <translation>选择信息</translation>
        </message>
        <message>
            <source>empty the printed field</source>
            <translation>清空已打印的字段</translation>
        </message>
        <message>
            <source>message on line</source>
            <translation>在线信息</translation>
        </message>
        <message>
            <source>print off</source>
            <translation>停止打印</translation>
        </message>
        <message>
            <source>print on</source>
            <translation>启用打印</translation>
        </message>
        <message>
            <source>update the field</source>
            <translation>更新字段</translation>
        </message>
        <message>
            <source>it acknowledged {0}, and {1} was sent</source>
            <translation>确认了 {0},而发送的是 {1}</translation>
        </message>
        <message>
            <source>it refused to '{0}'</source>
            <translation>拒绝“{0}”</translation>
        </message>
        <message>
            <source>the message on it is {0}</source>
            <translation>其信息为 {0}</translation>
        </message>
        <message>
            <source>a message</source>
            <translation>一条信息</translation>
        </message>
        <message>
            <source>a user field</source>
            <translation>用户字段</translation>
        </message>
        <message>
            <source>charge error</source>
            <translation>充电错误</translation>
        </message>
        <message>
            <source>clean and dry the print head</source>
            <translation>请清洁并吹干喷头</translation>
        </message>
        <message>
            <source>high voltage tripped</source>
            <translation>高压跳闸</translation>
        </message>
        <message>
            <source>clean and dry the deflector plates</source>
            <translation>请清洁并吹干偏转板</translation>
        </message>
        <message>
            <source>gutter fault</source>
            <translation>回收槽故障</translation>
        </message>
        <message>
            <source>check that the jet hits the gutter; clean it</source>
            <translation>请检查墨线是否进入回收槽;清洁回收槽</translation>
        </message>
        <message>
            <source>ink core empty</source>
            <translation>墨芯已空</translation>
        </message>
        <message>
            <source>put in a new ink core</source>
            <translation>请换新墨芯</translation>
        </message>
        <message>
            <source>pump fault</source>
            <translation>泵故障</translation>
        </message>
        <message>
            <source>cabinet too hot</source>
            <translation>机柜过热</translation>
        </message>
        <message>
            <source>clean the air filter and the fan</source>
            <translation>请清洁空气滤网和风扇</translation>
        </message>
        <message>
            <source>ink core service overdue</source>
            <translation>墨芯保养已过期</translation>
        </message>
        <message>
            <source>have the ink core exchanged</source>
            <translation>请更换墨芯</translation>
        </message>
        <message>
            <source>viscosity out of control</source>
            <translation>粘度失控</translation>
        </message>
        <message>
            <source>bad nozzle</source>
            <translation>喷嘴不良</translation>
        </message>
        <message>
            <source>clean the nozzle</source>
            <translation>请清洁喷嘴</translation>
        </message>
        <message>
            <source>modulation driver too hot</source>
            <translation>调制驱动过热</translation>
        </message>
        <message>
            <source>let it cool down; clean the air filter</source>
            <translation>请让其冷却;清洁空气滤网</translation>
        </message>
        <message>
            <source>no phase response</source>
            <translation>无相位响应</translation>
        </message>
        <message>
            <source>phasing at its minimum</source>
            <translation>相位在最小值</translation>
        </message>
        <message>
            <source>clean the print head</source>
            <translation>请清洁喷头</translation>
        </message>
        <message>
            <source>phasing at its maximum</source>
            <translation>相位在最大值</translation>
        </message>
        <message>
            <source>automatic modulation failed</source>
            <translation>自动调制失败</translation>
        </message>
        <message>
            <source>clean the nozzle and start the jet again</source>
            <translation>请清洁喷嘴并重新启动墨线</translation>
        </message>
        <message>
            <source>phasing could not be trimmed</source>
            <translation>相位无法微调</translation>
        </message>
        <message>
            <source>modulation can't be read back</source>
            <translation>调制无法读回</translation>
        </message>
        <message>
            <source>raster memory overflow</source>
            <translation>点阵存储溢出</translation>
        </message>
        <message>
            <source>make the message smaller, or the belt slower</source>
            <translation>请缩小信息,或放慢输送带</translation>
        </message>
        <message>
            <source>valve error</source>
            <translation>阀门错误</translation>
        </message>
        <message>
            <source>ink core doesn't fill</source>
            <translation>墨芯未充满</translation>
        </message>
        <message>
            <source>not enough ink to fill the core</source>
            <translation>墨水不足以充满墨芯</translation>
        </message>
        <message>
            <source>date not set</source>
            <translation>日期未设置</translation>
        </message>
        <message>
            <source>set date and time on the coder</source>
            <translation>请在喷码机上设置日期和时间</translation>
        </message>
        <message>
            <source>ink core of another ink</source>
            <translation>墨芯为另一种墨水</translation>
        </message>
        <message>
            <source>put in a core of the right ink</source>
            <translation>请换上正确墨水的墨芯</translation>
        </message>
        <message>
            <source>high voltage must be calibrated</source>
            <translation>高压须校准</translation>
        </message>
        <message>
            <source>an unknown fault</source>
            <translation>未知故障</translation>
        </message>
        <message>
            <source>no lamp is lit: its jet doesn't run</source>
            <translation>没有灯亮:其墨线未运行</translation>
        </message>
        <message>
            <source>start the jet</source>
            <translation>请启动墨线</translation>
        </message>
        <message>
            <source>its red lamp is lit</source>
            <translation>其红灯亮</translation>
        </message>
        <message>
            <source>its amber lamp is lit</source>
            <translation>其黄灯亮</translation>
        </message>
        <message>
            <source>shut down</source>
            <translation>已关机</translation>
        </message>
        <message>
            <source>starting up</source>
            <translation>正在启动</translation>
        </message>
        <message>
            <source>shutting down</source>
            <translation>正在关机</translation>
        </message>
        <message>
            <source>the printer's firmware lacks the serialization commands: ask its service</source>
            <translation>打印机固件缺少序列化命令:请咨询其售后</translation>
        </message>
        <message>
            <source>select the job</source>
            <translation>选择作业</translation>
        </message>
        <message>
            <source>declare the field</source>
            <translation>声明字段</translation>
        </message>
        <message>
            <source>set running</source>
            <translation>置为运行</translation>
        </message>
        <message>
            <source>set offline</source>
            <translation>置为离线</translation>
        </message>
        <message>
            <source>last printed</source>
            <translation>最后打印</translation>
        </message>
        <message>
            <source>last printed before</source>
            <translation>之前最后打印</translation>
        </message>
        <message>
            <source>last printed after</source>
            <translation>之后最后打印</translation>
        </message>
        <message>
            <source>records held</source>
            <translation>持有的记录</translation>
        </message>
        <message>
            <source>clear the records</source>
            <translation>清除记录</translation>
        </message>
        <message>
            <source>next index</source>
            <translation>下一个序号</translation>
        </message>
        <message>
            <source>send a record</source>
            <translation>发送记录</translation>
        </message>
        <message>
            <source>store the job under the configured name on the printer</source>
            <translation>请按所配置的名称将作业存入打印机</translation>
        </message>
        <message>
            <source>give the job on the printer a field of the configured name</source>
            <translation>请为打印机上的作业添加所配置名称的字段</translation>
        </message>
        <message>
            <source>see the printer's panel: it can't go to running</source>
            <translation>请查看打印机面板:无法转为运行</translation>
        </message>
        <message>
            <source>see the printer's panel: it can't go offline</source>
            <translation>请查看打印机面板:无法转为离线</translation>
        </message>
        <message>
            <source>check the job's field, and whether another program fills the printer</source>
            <translation>请检查作业的字段,以及是否有其他程序向打印机送数</translation>
        </message>
        <message>
            <source>set the printer running on its panel</source>
            <translation>请在打印机面板上置为运行</translation>
        </message>
        <message>
            <source>wait until the printer has started; switch it on if it is off</source>
            <translation>请等待打印机启动完成;若已关机请开机</translation>
        </message>
        <message>
            <source>most records</source>
            <translation>最多记录</translation>
        </message>
        <message>
            <source>ERR to '{0}'</source>
            <translation>对“{0}”回应 ERR</translation>
        </message>
        <message>
            <source>mend it, then clear it on the printer's panel</source>
            <translation>请排除故障,然后在打印机面板上清除</translation>
        </message>
        <message>
            <source>the printer is offline</source>
            <translation>打印机离线</translation>
        </message>
        <message>
            <source>{0} bytes, and {1} are sent at most</source>
            <translation>{0} 字节,最多发送 {1} 字节</translation>
        </message>
        <message>
            <source>{0} divides Zipher's fields and lines</source>
            <translation>{0} 是 Zipher 字段和行的分隔符</translation>
        </message>
        <message>
            <source>Its firmware is too old to count labels.</source>
            <translation>其固件太旧,无法统计标签。</translation>
        </message>
        <message>
            <source>unknown answer {0}</source>
            <translation>未知应答 {0}</translation>
        </message>
        <message>
            <source>cutter fault</source>
            <translation>切刀故障</translation>
        </message>
        <message>
            <source>print head element bad</source>
            <translation>打印头元件损坏</translation>
        </message>
        <message>
            <source>Have the print head changed.</source>
            <translation>请更换打印头。</translation>
        </message>
        <message>
            <source>print head not recognised</source>
            <translation>无法识别打印头</translation>
        </message>
        <message>
            <source>a label is exactly one format, from ^XA to ^XZ</source>
            <translation>标签应恰好为一个格式:从 ^XA 到 ^XZ</translation>
        </message>
        <message>
            <source>head too cold</source>
            <translation>打印头过冷</translation>
        </message>
        <message>
            <source>Let the printer warm up.</source>
            <translation>请让打印机预热。</translation>
        </message>
        <message>
            <source>memory corrupt</source>
            <translation>内存损坏</translation>
        </message>
        <message>
            <source>an error that it doesn't name</source>
            <translation>未说明的错误</translation>
        </message>
        <message>
            <source>Look at the reader's own log; restart it.</source>
            <translation>请查看读码器自身日志;重启读码器。</translation>
        </message>
        <message>
            <source>the command is not known</source>
            <translation>命令未知</translation>
        </message>
        <message>
            <source>Its firmware lacks the command: check the model.</source>
            <translation>其固件没有此命令:请检查型号。</translation>
        </message>
        <message>
            <source>a parameter is not allowed</source>
            <translation>参数不允许</translation>
        </message>
        <message>
            <source>Correct `setup` in the line file.</source>
            <translation>请更正产线文件中的 `setup`。</translation>
        </message>
        <message>
            <source>the checksum was wrong</source>
            <translation>校验和错误</translation>
        </message>
        <message>
            <source>Bytes are lost on the line: check cable and port settings.</source>
            <translation>线路上丢失字节:请检查线缆和端口设置。</translation>
        </message>
        <message>
            <source>not possible in its state</source>
            <translation>当前状态下不可行</translation>
        </message>
        <message>
            <source>Close the setup software, and set the trigger type to single.</source>
            <translation>请关闭设置软件,并将触发类型设为单次。</translation>
        </message>
        <message>
            <source>the reader is not available</source>
            <translation>读码器不可用</translation>
        </message>
        <message>
            <source>It is starting or being set up: wait, or restart it.</source>
            <translation>正在启动或被设置:请等待,或重启。</translation>
        </message>
        <message>
            <source>more than {0} bytes without an end</source>
            <translation>多于 {0} 字节没有结尾</translation>
        </message>
        <message>
            <source>a header that is none</source>
            <translation>报头无效</translation>
        </message>
        <message>
            <source>a wrong checksum</source>
            <translation>校验和不正确</translation>
        </message>
        <message>
            <source>a result that is no base64</source>
            <translation>结果不是 base64</translation>
        </message>
        <message>
            <source>If its results come without DMCC header, set results = "plain".</source>
            <translation>如果其结果不带 DMCC 报头,请设 results = "plain"。</translation>
        </message>
        <message>
            <source>a line without header</source>
            <translation>一行没有报头</translation>
        </message>
        <message>
            <source>Check `results`, the checksum and the port settings of the reader.</source>
            <translation>请检查读码器的 `results`、校验和与端口设置。</translation>
        </message>
        <message>
            <source>status {0}: {1}</source>
            <translation>状态 {0}:{1}</translation>
        </message>
        <message>
            <source>the system lost keys</source>
            <translation>系统丢失了按键</translation>
        </message>
        <message>
            <source>Alt+{0} is no character</source>
            <translation>Alt+{0} 不是字符</translation>
        </message>
        <message>
            <source>key {0} says nothing in this keyboard layout</source>
            <translation>按键 {0} 在此键盘布局中无含义</translation>
        </message>
        <message>
            <source>a hand scanner can't be triggered: scan with it</source>
            <translation>手持扫描枪无法触发:请用它扫描</translation>
        </message>
        <message>
            <source>characters without Enter</source>
            <translation>字符之后没有回车</translation>
        </message>
        <message>
            <source>Set the scanner's suffix to Enter.</source>
            <translation>请将扫描枪后缀设为回车。</translation>
        </message>
        <message>
            <source>Compare `layout` with the scanner's own keyboard setting, and scan again.</source>
            <translation>请将 `layout` 与扫描枪自身的键盘设置核对,然后重扫。</translation>
        </message>
        <message>
            <source>more than {0} characters without Enter</source>
            <translation>多于 {0} 个字符没有回车</translation>
        </message>
        <message>
            <source>Scan again; if it comes often, set the scanner to type faster, or raise `gap_ms`.</source>
            <translation>请重扫;若经常出现,请将扫描枪输入调快,或增大 `gap_ms`。</translation>
        </message>
        <message>
            <source>characters typed slower than a scanner types</source>
            <translation>字符输入比扫描枪慢</translation>
        </message>
        <message>
            <source>no link</source>
            <translation>没有连接</translation>
        </message>
        <message>
            <source>LOFF is sent</source>
            <translation>已发送 LOFF</translation>
        </message>
        <message>
            <source>waits for a trigger</source>
            <translation>等待触发</translation>
        </message>
        <message>
            <source>LON is sent</source>
            <translation>已发送 LON</translation>
        </message>
        <message>
            <source>no code within {0} ms</source>
            <translation>{0} 毫秒内没有码</translation>
        </message>
        <message>
            <source>too many triggers wait</source>
            <translation>等待的触发过多</translation>
        </message>
        <message>
            <source>Look at the reader: it ended a search and sent nothing.</source>
            <translation>请查看读码器:它结束了搜索但未发送任何内容。</translation>
        </message>
        <message>
            <source>a result that never came</source>
            <translation>未到来的结果</translation>
        </message>
        <message>
            <source>Check framing and port settings of the reader.</source>
            <translation>请检查读码器的帧格式和端口设置。</translation>
        </message>
        <message>
            <source>{0} unknown bytes</source>
            <translation>{0} 个未知字节</translation>
        </message>
        <message>
            <source>the reader refused to begin</source>
            <translation>读码器拒绝开始</translation>
        </message>
        <message>
            <source>Lengthen the window, and set the reader to one result for each LON.</source>
            <translation>请延长窗口时间,并将读码器设为每次 LON 一个结果。</translation>
        </message>
        <message>
            <source>a code that nobody waits for</source>
            <translation>无人等待的码</translation>
        </message>
        <message>
            <source>the reader found no code</source>
            <translation>读码器未找到码</translation>
        </message>
        <message>
            <source>bytes that are no {0}</source>
            <translation>不是 {0} 的字节</translation>
        </message>
        <message>
            <source>more than {0} codes in one line</source>
            <translation>一行中多于 {0} 个码</translation>
        </message>
        <message>
            <source>a part that isn't as the pattern says</source>
            <translation>有一段与 pattern 不符</translation>
        </message>
        <message>
            <source>Correct `ok` in the line file, or name the line in `no_read` or `ignore`.</source>
            <translation>请更正产线文件中的 `ok`,或将该行写入 `no_read` 或 `ignore`。</translation>
        </message>
        <message>
            <source>not ok</source>
            <translation>不正常</translation>
        </message>
        <message>
            <source>a line that is no read: {0}</source>
            <translation>不是读取结果的一行:{0}</translation>
        </message>
        <message>
            <source>Compare `pattern`, `separator` and `encoding` with the reader's own format.</source>
            <translation>请将 `pattern`、`separator` 和 `encoding` 与读码器自身格式核对。</translation>
        </message>
        <message>
            <source>Compare `start` and `terminator` with the reader's own format.</source>
            <translation>请将 `start` 和 `terminator` 与读码器自身格式核对。</translation>
        </message>
        <message>
            <source>bytes outside a line</source>
            <translation>行外的字节</translation>
        </message>
        <message>
            <source>a line without end</source>
            <translation>没有结尾的一行</translation>
        </message>
        <message>
            <source>{0} bytes, beginning with {1}</source>
            <translation>{0} 字节,开头为 {1}</translation>
        </message>
        <message>
            <source>Set the scanner to end each scan with CR or LF.</source>
            <translation>请将扫描枪设为每次扫描以 CR 或 LF 结尾。</translation>
        </message>
        <message>
            <source>a line of more than {0} bytes</source>
            <translation>一行多于 {0} 字节</translation>
        </message>
        <message>
            <source>access is denied</source>
            <translation>拒绝访问</translation>
        </message>
        <message>
            <source>Allow the command without login, or close the setup software.</source>
            <translation>请允许无需登录的命令,或关闭设置软件。</translation>
        </message>
        <message>
            <source>the method is not known</source>
            <translation>方法未知</translation>
        </message>
        <message>
            <source>This model has no such command: look at its own list.</source>
            <translation>此型号没有该命令:请查看其命令列表。</translation>
        </message>
        <message>
            <source>the variable is not known</source>
            <translation>变量未知</translation>
        </message>
        <message>
            <source>This model has no such variable.</source>
            <translation>此型号没有该变量。</translation>
        </message>
        <message>
            <source>a condition is not met</source>
            <translation>条件不满足</translation>
        </message>
        <message>
            <source>Check the reader's operating mode: it must be in run mode.</source>
            <translation>请检查读码器的运行模式:须为运行模式。</translation>
        </message>
        <message>
            <source>the data are not valid</source>
            <translation>数据无效</translation>
        </message>
        <message>
            <source>Check the reader's firmware and the driver's version.</source>
            <translation>请检查读码器固件与驱动版本。</translation>
        </message>
        <message>
            <source>Set the port to CoLa A, not CoLa B, in the reader.</source>
            <translation>请在读码器中将端口设为 CoLa A,而不是 CoLa B。</translation>
        </message>
        <message>
            <source>the reader is busy</source>
            <translation>读码器正忙</translation>
        </message>
        <message>
            <source>Wait, or restart it.</source>
            <translation>请等待,或重启。</translation>
        </message>
        <message>
            <source>an error that has no name here</source>
            <translation>此处没有名称的错误</translation>
        </message>
        <message>
            <source>Look it up in SICK's telegram listing.</source>
            <translation>请查阅 SICK 的报文清单。</translation>
        </message>
        <message>
            <source>Set the output format to begin with STX and end with ETX.</source>
            <translation>请将输出格式设为以 STX 开头、以 ETX 结尾。</translation>
        </message>
        <message>
            <source>bytes outside a telegram</source>
            <translation>报文外的字节</translation>
        </message>
        <message>
            <source>Check the trigger source in the reader: it must be the command.</source>
            <translation>请检查读码器的触发源:须为命令。</translation>
        </message>
        <message>
            <source>{0} was not carried out</source>
            <translation>{0} 未执行</translation>
        </message>
        <message>
            <source>the device is being set up</source>
            <translation>正在设置设备</translation>
        </message>
        <message>
            <source>the start is sent</source>
            <translation>已发送开始</translation>
        </message>
        <message>
            <source>the stop is sent</source>
            <translation>已发送停止</translation>
        </message>
        <message>
            <source>stopped; a result may be owed</source>
            <translation>已停止;可能还欠一个结果</translation>
        </message>
        <message>
            <source>this reader triggers itself</source>
            <translation>此读码器自行触发</translation>
        </message>
        <message>
            <source>Check port and protocol in the reader's own settings.</source>
            <translation>请在读码器自身设置中检查端口和协议。</translation>
        </message>
        <message>
            <source>no answer to a command</source>
            <translation>命令没有应答</translation>
        </message>
        <message>
            <source>refused {0}</source>
            <translation>拒绝{0}</translation>
        </message>
        <message>
            <source>the reader refused: {0}</source>
            <translation>读码器拒绝:{0}</translation>
        </message>
        <message>
            <source>Lengthen the window, and let the reader answer each trigger once.</source>
            <translation>请延长窗口时间,并让读码器对每次触发只应答一次。</translation>
        </message>
        <message>
            <source>device {0}: no protocol {1}; known are {2}</source>
            <translation>设备 {0}:没有协议 {1};可用:{2}</translation>
        </message>
        <message>
            <source>no simulated device {0}; known are {1}</source>
            <translation>没有模拟设备 {0};可用:{1}</translation>
        </message>
        <message>
            <source>device {0}: {1} has no option {2}; it knows {3}</source>
            <translation>设备 {0}:{1} 没有选项 {2};可用:{3}</translation>
        </message>
        <message>
            <source>device {0}: {1}</source>
            <translation>设备 {0}:{1}</translation>
        </message>
        <message>
            <source>the witness</source>
            <translation>见证文件</translation>
        </message>
        <message>
            <source>batch {0}</source>
            <translation>批 {0}</translation>
        </message>
        <message>
            <source>--head {0}: it is NUMBER:HASH, e.g. 812:0f3a… with 64 digits</source>
            <translation>--head {0}:应为 NUMBER:HASH,如 812:0f3a…,共64位</translation>
        </message>
        <message>
            <source>the head given by hand</source>
            <translation>手工给出的链头</translation>
        </message>
        <message>
            <source>{0}: nobody has an account here; make an administrator first</source>
            <translation>{0}:此处无人有账户;请先建立管理员</translation>
        </message>
        <message>
            <source>{0}: can't be made ({1}); name another folder with --to</source>
            <translation>{0}:无法建立({1});请用 --to 指定另一文件夹</translation>
        </message>
        <message>
            <source>there is no order {0}; `packline order list` shows them all</source>
            <translation>没有工单 {0};`packline order list` 可列出全部</translation>
        </message>
        <message>
            <source>no order is open; name one, or open one with `packline order open`</source>
            <translation>没有打开的工单;请指定一个,或用 `packline order open` 开单</translation>
        </message>
        <message>
            <source>printer of level {0}</source>
            <translation>第 {0} 级打印机</translation>
        </message>
        <message>
            <source>{0}: larger than {1} MB; split it</source>
            <translation>{0}:大于 {1} MB;请拆分</translation>
        </message>
        <message>
            <source>{0} codes can't be shown without the minting key</source>
            <translation>没有发码密钥,无法显示 {0} 个码</translation>
        </message>
        <message>
            <source>a code can't be recognised without the minting key</source>
            <translation>没有发码密钥,无法识别码</translation>
        </message>
        <message>
            <source>{0} (rule: {1})</source>
            <translation>{0}(规则:{1})</translation>
        </message>
        <message>
            <source>{0} is not encrypted; run `packline database encrypt`, or set [store] encryption = "off" in the line file</source>
            <translation>{0} 未加密;请运行 `packline database encrypt`,或在产线文件中设 [store] encryption = "off"</translation>
        </message>
        <message>
            <source>{0} is encrypted, and its key isn't in the {1}; bring it back with `packline key import FILE`, or work on the station's own PC</source>
            <translation>{0} 已加密,而其密钥不在{1}中;请用 `packline key import FILE` 导回,或在工位自己的电脑上操作</translation>
        </message>
        <message>
            <source>{0}: this is a real station's database; a demonstration needs a folder of its own</source>
            <translation>{0}:这是实际工位的数据库;演示需要自己的文件夹</translation>
        </message>
        <message>
            <source>no order is open; open one first: packline order open</source>
            <translation>没有打开的工单;请先开单: packline order open</translation>
        </message>
        <message>
            <source>{0} is no role of {1}; it has {2}</source>
            <translation>{0} 不是 {1} 的角色;可用:{2}</translation>
        </message>
        <message>
            <source>codes of {0} are not made here for others to print</source>
            <translation>{0} 的码不是在此生成供他人打印的</translation>
        </message>
        <message>
            <source>{0}: can't be written ({1}); name another place</source>
            <translation>{0}:无法写入({1});请换一个位置</translation>
        </message>
        <message>
            <source>no codes of {0} ({1}) are left from earlier orders; name a file of them with --codes FILE, or at a screen choose one that lies in the station's folder codes</source>
            <translation>之前的工单没有剩余的 {0}({1})码;请用 --codes FILE 指定码文件,或在屏幕上选择工位 codes 文件夹中的文件</translation>
        </message>
        <message>
            <source>{0}: {1}; nothing was imported</source>
            <translation>{0}:{1};没有导入任何内容</translation>
        </message>
        <message>
            <source>{0}: it was imported in the time that a restore lost, so its codes may be printed; get another file</source>
            <translation>{0}:是在恢复所丢失的时间段内导入的,其码可能已打印;请换一个文件</translation>
        </message>
        <message>
            <source>element {0} ({1}): {2}</source>
            <translation>元素 {0}({1}):{2}</translation>
        </message>
        <message>
            <source>{0} has room in none of the label's symbols, or is of another kind than they are; take a larger label, or add an element that can carry it</source>
            <translation>{0} 在标签的任何符号中都放不下,或种类不同;请用更大的标签,或增加能容纳的元素</translation>
        </message>
        <message>
            <source>{0} can't be read: {1}</source>
            <translation>{0} 无法读取:{1}</translation>
        </message>
        <message>
            <source>"{0}" doesn't begin with a GS1 identifier like (01)</source>
            <translation>“{0}”不是以 (01) 这样的GS1标识符开头</translation>
        </message>
        <message>
            <source>({0}): {1} can't be in GS1 data; change the field's content</source>
            <translation>({0}):{1} 不能出现在GS1数据中;请更改该字段内容</translation>
        </message>
        <message>
            <source>the label of {0} can't be made: {1}</source>
            <translation>{0} 的标签无法生成:{1}</translation>
        </message>
        <message>
            <source>the minting key isn't in {0}; do this on the station's PC, or bring it back with `packline key import FILE`</source>
            <translation>发码密钥不在{0}中;请在工位电脑上操作,或用 `packline key import FILE` 导回</translation>
        </message>
        <message>
            <source>refused: {0}</source>
            <translation>已拒绝:{0}</translation>
        </message>
        <message>
            <source>{0}: there is no station; packline user first makes one</source>
            <translation>{0}:没有工位;请先运行 packline user first 建立</translation>
        </message>
        <message>
            <source>{0}: no database is there; open an order first: packline order open</source>
            <translation>{0}:没有数据库;请先开单: packline order open</translation>
        </message>
        <message>
            <source>codes of {0}</source>
            <translation>{0} 的码</translation>
        </message>
        <message>
            <source>{0}: there is no database; name the file of a station</source>
            <translation>{0}:没有数据库;请指定工位的文件</translation>
        </message>
        <message>
            <source>order {0} is still open; close it first</source>
            <translation>工单 {0} 仍未关闭;请先关单</translation>
        </message>
        <message>
            <source>order {0} was used before; give another number</source>
            <translation>工单 {0} 已使用过;请换一个号</translation>
        </message>
        <message>
            <source>{0}: there is no database; open an order with `packline order open`</source>
            <translation>{0}:没有数据库;请用 `packline order open` 开单</translation>
        </message>
        <message>
            <source>the belt is clear</source>
            <translation>输送带已清空</translation>
        </message>
        <message>
            <source>nothing of the order is under way</source>
            <translation>工单没有正在进行的内容</translation>
        </message>
        <message>
            <source>{0} and {1} are not of one series; name a range of one</source>
            <translation>{0} 与 {1} 不属于同一码段;请指定同一码段的范围</translation>
        </message>
        <message>
            <source>{0}: no code of this station; check what was scanned</source>
            <translation>{0}:不是本工位的码;请核对所扫内容</translation>
        </message>
        <message>
            <source>no order file in {0} has the number {1}</source>
            <translation>{0} 中没有工单号为 {1} 的工单文件</translation>
        </message>
        <message>
            <source>this line</source>
            <translation>本产线</translation>
        </message>
        <message>
            <source>no product {0} here</source>
            <translation>此处没有产品 {0}</translation>
        </message>
        <message>
            <source>order {0} waits already; give another number</source>
            <translation>工单 {0} 已在等待;请换一个号</translation>
        </message>
        <message>
            <source>{0} is there already; give another number</source>
            <translation>{0} 已存在;请换一个号</translation>
        </message>
        <message>
            <source>{0}: can't be written ({1})</source>
            <translation>{0}:无法写入({1})</translation>
        </message>
        <message>
            <source>another file has the number {0} too; take one of them away</source>
            <translation>另一文件也是工单号 {0};请移走其中一个</translation>
        </message>
        <message>
            <source>by {0}</source>
            <translation>由 {0}</translation>
        </message>
        <message>
            <source>{0}: {1} files of this name are there already</source>
            <translation>{0}:已有 {1} 个同名文件</translation>
        </message>
        <message>
            <source>{0}: it is there already; name another one, or give --force</source>
            <translation>{0}:已存在;请换一个,或加 --force</translation>
        </message>
        <message>
            <source>{0}: its schema is another version's; start the station once with this version</source>
            <translation>{0}:其结构属于另一版本;请先用本版本启动一次工位</translation>
        </message>
        <message>
            <source>Packline {0}</source>
            <translation>Packline {0}</translation>
        </message>
        <message>
            <source>the end</source>
            <translation>末尾</translation>
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
            <source>{0} (grade {1})</source>
            <translation>{0}(等级 {1})</translation>
        </message>
        <message>
            <source>clock jumped</source>
            <translation>时钟跳变</translation>
        </message>
        <message>
            <source>due was {0}</source>
            <translation>应为 {0}</translation>
        </message>
        <message>
            <source>{0}, approval {1}</source>
            <translation>{0},批准号 {1}</translation>
        </message>
        <message>
            <source>order changed</source>
            <translation>工单已更改</translation>
        </message>
        <message>
            <source>target {0}</source>
            <translation>计划数量 {0}</translation>
        </message>
        <message>
            <source>state changed</source>
            <translation>状态已更改</translation>
        </message>
        <message>
            <source>alarm cleared</source>
            <translation>报警已清除</translation>
        </message>
        <message>
            <source>taken out</source>
            <translation>已取出</translation>
        </message>
        <message>
            <source>label printed again</source>
            <translation>标签已重打</translation>
        </message>
        <message>
            <source>shipping undone</source>
            <translation>发货已撤销</translation>
        </message>
        <message>
            <source>block released</source>
            <translation>码段已释放</translation>
        </message>
        <message>
            <source>block void</source>
            <translation>码段已作废</translation>
        </message>
        <message>
            <source>clock trusted</source>
            <translation>时钟已确认</translation>
        </message>
        <message>
            <source>{0} is no device of this line</source>
            <translation>{0} 不是本产线的设备</translation>
        </message>
        <message>
            <source>the text "{0}" is one of this station's codes; it is not printed</source>
            <translation>文字“{0}”是本工位的码;不予打印</translation>
        </message>
        <message>
            <source>{0} takes {1} characters, too few for "{2}"</source>
            <translation>{0} 只容纳 {1} 个字符,放不下“{2}”</translation>
        </message>
        <message>
            <source>the test label can't be made: {0}</source>
            <translation>无法生成测试标签:{0}</translation>
        </message>
        <message>
            <source>{0}: there is no such backup; see packline backup list</source>
            <translation>{0}:没有此备份;见 packline backup list</translation>
        </message>
        <message>
            <source>{0}: this is the database itself; name a backup</source>
            <translation>{0}:这是数据库本身;请指定备份</translation>
        </message>
        <message>
            <source>restored from {0}</source>
            <translation>已从 {0} 恢复</translation>
        </message>
        <message>
            <source>{0}: can't be written ({1}); check its disk and rights</source>
            <translation>{0}:无法写入({1});请检查其磁盘与权限</translation>
        </message>
        <message>
            <source>it never became ready</source>
            <translation>一直未就绪</translation>
        </message>
        <message>
            <source>nobody scanned the test label</source>
            <translation>无人扫描测试标签</translation>
        </message>
        <message>
            <source>{0}: nothing was read in the time given: {1}</source>
            <translation>{0}:规定时间内没有读到:{1}</translation>
        </message>
        <message>
            <source>file {0}</source>
            <translation>文件 {0}</translation>
        </message>
        <message>
            <source>{0}: others can read it; run: chmod 600 {1}</source>
            <translation>{0}:其他人可以读取;请运行: chmod 600 {1}</translation>
        </message>
        <message>
            <source>system store ({0})</source>
            <translation>系统密钥库({0})</translation>
        </message>
        <message>
            <source>all epochs of this station are used up; give it a new station number</source>
            <translation>本工位的纪元已用完;请分配新的工位号</translation>
        </message>
        <message>
            <source>imported codes come from a file: packline codes import FILE</source>
            <translation>导入的码来自文件: packline codes import FILE</translation>
        </message>
        <message>
            <source>the line file has no [platform]: name where batches go, and its token</source>
            <translation>产线文件中没有 [platform]:请写明批次发往何处及其令牌</translation>
        </message>
        <message>
            <source>[platform] of the line file: {0}</source>
            <translation>产线文件的 [platform]:{0}</translation>
        </message>
        <message>
            <source>the platform's token isn't in {0} (secret {1}); store it with `packline sync token`</source>
            <translation>{0} 中没有平台令牌(密钥 {1});请用 `packline sync token` 保存</translation>
        </message>
        <message>
            <source>{0}: there is no database; is this the station's folder?</source>
            <translation>{0}:没有数据库;这是该工位的文件夹吗?</translation>
        </message>
        <message>
            <source>at {0}</source>
            <translation>在 {0}</translation>
        </message>
        <message>
            <source>verdict {0} at {1}, trigger {2}</source>
            <translation>{1} 判定{0},触发号 {2}</translation>
        </message>
        <message>
            <source>bound into container {0}</source>
            <translation>装入箱/托盘 {0}</translation>
        </message>
        <message>
            <source>taken out of container {0} ({1})</source>
            <translation>从箱/托盘 {0} 取出({1})</translation>
        </message>
        <message>
            <source>container {0} opened</source>
            <translation>箱/托盘 {0} 打开</translation>
        </message>
        <message>
            <source>container {0} with {1}</source>
            <translation>箱/托盘 {0},内装 {1}</translation>
        </message>
        <message>
            <source>label of container {0}</source>
            <translation>箱/托盘 {0} 的标签</translation>
        </message>
        <message>
            <source>label of container {0} printed again: {1}, by {2}</source>
            <translation>箱/托盘 {0} 的标签重打:{1},由 {2}</translation>
        </message>
        <message>
            <source>container {0}</source>
            <translation>箱/托盘 {0}</translation>
        </message>
        <message>
            <source>closing report</source>
            <translation>关单报告</translation>
        </message>
        <message>
            <source>{0} ready for upload{1}</source>
            <translation>{0} 可以上传{1}</translation>
        </message>
        <message>
            <source>{0}, corrects {1}</source>
            <translation>{0},更正 {1}</translation>
        </message>
        <message>
            <source>an item of container {0} was replaced</source>
            <translation>箱/托盘 {0} 中换了一件</translation>
        </message>
        <message>
            <source>taken out of container {0} by hand</source>
            <translation>人工从箱/托盘 {0} 取出</translation>
        </message>
        <message>
            <source>put into container {0} by hand</source>
            <translation>人工装入箱/托盘 {0}</translation>
        </message>
        <message>
            <source>moved by hand from container {0} into container {1}</source>
            <translation>人工从箱/托盘 {0} 移到 {1}</translation>
        </message>
        <message>
            <source>container {0} was emptied; it is none any more</source>
            <translation>箱/托盘 {0} 已倒空,不再是箱/托盘</translation>
        </message>
        <message>
            <source>container {0} shall get a new label</source>
            <translation>箱/托盘 {0} 将换新标签</translation>
        </message>
        <message>
            <source>the label of container {0} was read on it at the rework desk</source>
            <translation>箱/托盘 {0} 的标签已在返工台读取</translation>
        </message>
        <message>
            <source>taken as a sample</source>
            <translation>已抽样</translation>
        </message>
        <message>
            <source>the sample was taken by mistake; it is good and loose again</source>
            <translation>抽样有误,已撤销;现为散的良品</translation>
        </message>
        <message>
            <source>read again and accepted</source>
            <translation>已重新读取并放行</translation>
        </message>
        <message>
            <source>the two codes of one thing are a pair</source>
            <translation>同一件的两个码配成一对</translation>
        </message>
        <message>
            <source>container {0} ({1})</source>
            <translation>箱/托盘 {0}({1})</translation>
        </message>
        <message>
            <source>stands at the rework desk, its label waits for a scan</source>
            <translation>在返工台上,其标签等待扫描</translation>
        </message>
        <message>
            <source>has left the rework desk, its label was read</source>
            <translation>已离开返工台,其标签已读取</translation>
        </message>
        <message>
            <source>container {0} not shipped after all: {1}</source>
            <translation>箱/托盘 {0} 撤销发货:{1}</translation>
        </message>
        <message>
            <source>container {0} shipped to {1}</source>
            <translation>箱/托盘 {0} 已发往 {1}</translation>
        </message>
        <message>
            <source>{0}, grade {1}</source>
            <translation>{0},等级 {1}</translation>
        </message>
        <message>
            <source>rework: {0}: {1}</source>
            <translation>返工:{0}:{1}</translation>
        </message>
        <message>
            <source>{0}, by {1}</source>
            <translation>{0},由 {1}</translation>
        </message>
        <message>
            <source>an unlock needs a reason in words, for whoever reads the audit trail</source>
            <translation>解锁需要文字原因,供查看审计记录的人了解</translation>
        </message>
        <message>
            <source>{0}: it is not locked</source>
            <translation>{0}:未锁定</translation>
        </message>
        <message>
            <source>unlock: {0}</source>
            <translation>解锁:{0}</translation>
        </message>
        <message>
            <source>unlocked: {0}</source>
            <translation>已解锁:{0}</translation>
        </message>
        <message>
            <source>epoch {0}, {1} codes void, {2} in doubt: {3}</source>
            <translation>纪元 {0},作废 {1} 个码,存疑 {2} 个:{3}</translation>
        </message>
        <message>
            <source>unlock: {0} ({1})</source>
            <translation>解锁:{0}({1})</translation>
        </message>
        <message>
            <source>order {0}</source>
            <translation>工单 {0}</translation>
        </message>
        <message>
            <source>the database is not encrypted ([store] encryption = "off"): whoever gets the file can read imported codes and what was scanned</source>
            <translation>数据库未加密([store] encryption = "off"):得到文件的人可读取导入的码和扫描内容</translation>
        </message>
        <message>
            <source>codes are imported for an order; open one first</source>
            <translation>码是为工单导入的;请先开单</translation>
        </message>
        <message>
            <source>operator</source>
            <translation>操作员</translation>
        </message>
        <message>
            <source>leader</source>
            <translation>线长</translation>
        </message>
        <message>
            <source>qa</source>
            <translation>质检</translation>
        </message>
        <message>
            <source>it</source>
            <translation>工厂IT</translation>
        </message>
        <message>
            <source>admin</source>
            <translation>管理员</translation>
        </message>
        <message>
            <source>auditor</source>
            <translation>审计员</translation>
        </message>
        <message>
            <source>line leader</source>
            <translation>线长</translation>
        </message>
        <message>
            <source>plant IT</source>
            <translation>工厂IT</translation>
        </message>
        <message>
            <source>this station has no user yet, so nobody can sign that; make the first administrator with `packline user first NAME`</source>
            <translation>本工位还没有用户,无人可以签字;请先建立管理员: `packline user first NAME`</translation>
        </message>
        <message>
            <source>password</source>
            <translation>密码</translation>
        </message>
        <message>
            <source>pin</source>
            <translation>PIN码</translation>
        </message>
        <message>
            <source>badge</source>
            <translation>工牌</translation>
        </message>
        <message>
            <source>nobody is logged in; log in first</source>
            <translation>无人登录;请先登录</translation>
        </message>
        <message>
            <source>{0} is {1}; it takes one of: {2}</source>
            <translation>{0} 是{1};需要以下角色之一:{2}</translation>
        </message>
        <message>
            <source>{0} came back by {1}; this takes the password</source>
            <translation>{0} 是用{1}返回的;此操作需要输入密码</translation>
        </message>
        <message>
            <source>it takes a second person, with the same right, to agree</source>
            <translation>需要第二位具有同样权限的人确认</translation>
        </message>
        <message>
            <source>Too many rejects in a row</source>
            <translation>连续剔除过多</translation>
        </message>
        <message>
            <source>Check print and camera, then clear the alarm.</source>
            <translation>检查喷码与相机,然后清除报警。</translation>
        </message>
        <message>
            <source>The first code after the coder began is not one that was sent to it</source>
            <translation>喷码机启动后的首件码不是所下发的码</translation>
        </message>
        <message>
            <source>Check the coder's message and its field, take the bottle out, then clear the alarm.</source>
            <translation>检查喷码机信息与变量字段,取出该产品,然后清除报警。</translation>
        </message>
        <message>
            <source>The prints of a head become worse (estimated by the camera, not a graded quality)</source>
            <translation>喷头打印质量正在下降(相机估计值,非分级检测)</translation>
        </message>
        <message>
            <source>Clean the nozzle of this head at the next stop; if its prints are good, clear the alarm.</source>
            <translation>请在下次停机时清洁该喷头的喷嘴;若打印良好,请清除报警。</translation>
        </message>
        <message>
            <source>A reader changes the codes that it reads, so none is right</source>
            <translation>读码器改变了所读的码,无法匹配</translation>
        </message>
        <message>
            <source>Do what it says in the reader's settings; the next good read clears this.</source>
            <translation>按提示修改读码器设置;下一次正确读取自动清除。</translation>
        </message>
        <message>
            <source>A rejected item went on to the packer</source>
            <translation>应剔除的产品进入了装箱</translation>
        </message>
        <message>
            <source>Take it out by hand, check the rejecter, then clear the alarm.</source>
            <translation>人工取出,检查剔除器,然后清除报警。</translation>
        </message>
        <message>
            <source>A printer can't print</source>
            <translation>打印设备无法打印</translation>
        </message>
        <message>
            <source>Mend what it says; the line goes on by itself when it is ready.</source>
            <translation>按提示处理;设备就绪后产线自动恢复。</translation>
        </message>
        <message>
            <source>A device doesn't answer</source>
            <translation>设备无应答</translation>
        </message>
        <message>
            <source>Check power and cable; the line goes on by itself when it is back.</source>
            <translation>检查电源与网线;恢复后产线自动继续。</translation>
        </message>
        <message>
            <source>No codes are left</source>
            <translation>码池已空</translation>
        </message>
        <message>
            <source>Bring in codes for this order, or finish it.</source>
            <translation>为本工单补充码,或结束工单。</translation>
        </message>
        <message>
            <source>The codes will soon be used up</source>
            <translation>码池即将用完</translation>
        </message>
        <message>
            <source>Bring in codes for this order before they run out.</source>
            <translation>请在用完之前为本工单补充码。</translation>
        </message>
        <message>
            <source>The same code was seen on two items</source>
            <translation>两件产品出现同一个码</translation>
        </message>
        <message>
            <source>Take both items out, find out how it came about, then clear the alarm.</source>
            <translation>取出两件产品,查明原因,然后清除报警。</translation>
        </message>
        <message>
            <source>The order of items was not the predicted one</source>
            <translation>产品顺序与预测不一致</translation>
        </message>
        <message>
            <source>Nothing to do: the line found its place again.</source>
            <translation>无需处理:系统已自动重新对齐。</translation>
        </message>
        <message>
            <source>A printer reported a print that nobody had sent</source>
            <translation>打印设备报告了未下发的打印</translation>
        </message>
        <message>
            <source>Look for an item printed twice; check the printer's message; then clear the alarm.</source>
            <translation>检查是否有产品重复喷印及设备信息,然后清除报警。</translation>
        </message>
        <message>
            <source>The PLC's count of prints may be wrong</source>
            <translation>PLC的喷印计数可能不准</translation>
        </message>
        <message>
            <source>Check the coder's print signal to the PLC. The camera decides on each item; codes that it doesn't see stay open. Then clear the alarm.</source>
            <translation>检查喷码机到PLC的喷印信号。每件产品以相机为准,未读到的码保持未决。然后清除报警。</translation>
        </message>
        <message>
            <source>More items stand between coder and camera than the coder may hold codes</source>
            <translation>喷码机与相机之间的产品多于喷码机可持有的码数</translation>
        </message>
        <message>
            <source>Take out the items without a code of their own, raise the coder's option depth above the number of items between coder and camera, then clear the alarm.</source>
            <translation>取出没有自己码的产品,将喷码机参数depth调到大于两者之间的产品数,然后清除报警。</translation>
        </message>
        <message>
            <source>Events of the PLC were lost</source>
            <translation>丢失PLC事件</translation>
        </message>
        <message>
            <source>Clear the belt between coder and packer, show again what waits at a camera or scanner, then clear the alarm.</source>
            <translation>清空喷码与装箱之间的输送带,将在相机或扫描器处等待的箱重新检测,然后清除报警。</translation>
        </message>
        <message>
            <source>An item that doesn't belong there is in the open case</source>
            <translation>箱内有不应存在的产品</translation>
        </message>
        <message>
            <source>Take it out, then present the case again.</source>
            <translation>取出后重新拍照。</translation>
        </message>
        <message>
            <source>An item that went into the case can't be seen</source>
            <translation>已装箱的产品未被看到</translation>
        </message>
        <message>
            <source>Straighten it and present the case again, or confirm that it is gone.</source>
            <translation>摆正后重新拍照,或确认产品已取走。</translation>
        </message>
        <message>
            <source>The case is not full</source>
            <translation>箱未装满</translation>
        </message>
        <message>
            <source>Fill it and present it again, or close it as partial.</source>
            <translation>补满后重新拍照,或按零箱关闭。</translation>
        </message>
        <message>
            <source>The case doesn't hold what the queue says; it is quarantined</source>
            <translation>箱内产品与队列不符,该箱已隔离</translation>
        </message>
        <message>
            <source>Scan every item of the case by hand.</source>
            <translation>逐件手工扫描该箱产品。</translation>
        </message>
        <message>
            <source>A pre-associated set isn't whole; its case is quarantined</source>
            <translation>套标不完整,该箱已隔离</translation>
        </message>
        <message>
            <source>A label can't be read</source>
            <translation>标签无法读取</translation>
        </message>
        <message>
            <source>Check label and scanner, then scan again, or print the label once more.</source>
            <translation>检查标签与扫描器后重扫,或补打标签。</translation>
        </message>
        <message>
            <source>The label is not the one of this container; it is quarantined</source>
            <translation>标签与容器不符,该容器已隔离</translation>
        </message>
        <message>
            <source>Take the wrong label off, put the right one on, then scan again.</source>
            <translation>撕下错误标签,贴上正确标签后重扫。</translation>
        </message>
        <message>
            <source>A wrong label was on the container at the rework desk; it is quarantined</source>
            <translation>返工台上的标签与容器不符,该容器已隔离</translation>
        </message>
        <message>
            <source>Put the right label on and scan it; then QA releases the container.</source>
            <translation>贴上正确标签并扫描,然后由质检解除隔离。</translation>
        </message>
        <message>
            <source>The station was restarted in the middle of an order</source>
            <translation>工单进行中系统重启</translation>
        </message>
        <message>
            <source>Clear the belt, check the open case, then clear the alarm.</source>
            <translation>清空输送带,核对未满箱,然后清除报警。</translation>
        </message>
        <message>
            <source>The order's target is reached</source>
            <translation>已达到工单计划数量</translation>
        </message>
        <message>
            <source>Finish the order, or raise its target.</source>
            <translation>结束工单,或提高计划数量。</translation>
        </message>
        <message>
            <source>A container at the shipping scanner may not be shipped</source>
            <translation>发货扫描的箱/托盘不允许发货</translation>
        </message>
        <message>
            <source>Keep it back and settle what it says; the next one that may go clears this.</source>
            <translation>留置并按提示处理;下一个合格扫描自动清除。</translation>
        </message>
        <message>
            <source>The PC's clock can't be believed</source>
            <translation>电脑时钟不可信</translation>
        </message>
        <message>
            <source>Set the clock, then confirm it; no order is opened before, the line goes on.</source>
            <translation>校准时钟并确认;确认前不能新建工单,产线可继续运行。</translation>
        </message>
        <message>
            <source>The disk is almost full; the line stops after this case</source>
            <translation>磁盘将满,完成本箱后停线</translation>
        </message>
        <message>
            <source>Free some space; then start the order again.</source>
            <translation>清理磁盘空间,然后重新启动工单。</translation>
        </message>
        <message>
            <source>The disk can't be written</source>
            <translation>磁盘无法写入</translation>
        </message>
        <message>
            <source>Stop, let plant IT check the disk, then start the station again.</source>
            <translation>停线,请IT检查磁盘后重新启动工位。</translation>
        </message>
        <message>
            <source>The witness can't be reached</source>
            <translation>见证文件无法访问</translation>
        </message>
        <message>
            <source>Bring its disk back; without it no new block of codes is opened.</source>
            <translation>恢复见证文件所在磁盘;在此之前不能启用新的码段。</translation>
        </message>
        <message>
            <source>The witness is on the same disk as the database: a broken disk takes both</source>
            <translation>见证文件与数据库在同一磁盘:磁盘损坏时两者同时丢失</translation>
        </message>
        <message>
            <source>Plant IT: name a place on another disk in [store] witness of the line file. To go on as it is, clear the alarm; it comes again at the next start.</source>
            <translation>请IT在产线文件 [store] witness 中指定另一磁盘。可先清除报警,下次启动会再次提示。</translation>
        </message>
        <message>
            <source>The last backup was not made</source>
            <translation>上次备份未完成</translation>
        </message>
        <message>
            <source>Do what it says, make a backup (packline backup), then clear the alarm.</source>
            <translation>按提示处理,执行备份(packline backup),然后清除报警。</translation>
        </message>
        <message>
            <source>The station is locked: this database may lack what was printed</source>
            <translation>工位已锁定:数据库可能缺少已打印的记录</translation>
        </message>
        <message>
            <source>Plant IT: read docs/restart.md; nothing is printed until it is unlocked.</source>
            <translation>请IT查看 docs/restart.md;解锁前不会打印任何码。</translation>
        </message>
        <message>
            <source>The machine waits for a hand</source>
            <translation>设备等待处理</translation>
        </message>
        <message>
            <source>Do what it says; the alarm goes by itself when that is over.</source>
            <translation>按提示处理;处理完后报警自动解除。</translation>
        </message>
        <message>
            <source>Somebody at the line called for help</source>
            <translation>产线有人呼叫协助</translation>
        </message>
        <message>
            <source>Go to the line and help, then clear the alarm, which puts the lamp out.</source>
            <translation>请到产线;到场者清除报警,呼叫灯随之熄灭。</translation>
        </message>
        <message>
            <source>level {0}</source>
            <translation>第 {0} 级</translation>
        </message>
        <message>
            <source>reader of level {0}</source>
            <translation>第 {0} 级读码器</translation>
        </message>
        <message>
            <source>the order is still running</source>
            <translation>工单仍在运行</translation>
        </message>
        <message>
            <source>Finish the order first.</source>
            <translation>请先结束工单。</translation>
        </message>
        <message>
            <source>items on the belt</source>
            <translation>输送带上有产品</translation>
        </message>
        <message>
            <source>Let the belt run empty, or confirm that it is clear.</source>
            <translation>让输送带走空,或确认已清空。</translation>
        </message>
        <message>
            <source>codes at a printer</source>
            <translation>打印设备中有码</translation>
        </message>
        <message>
            <source>Wait for the printer, or clear its buffer.</source>
            <translation>等待打印完成,或清空设备缓存。</translation>
        </message>
        <message>
            <source>open containers</source>
            <translation>未关闭的箱/托盘</translation>
        </message>
        <message>
            <source>Close them as partial.</source>
            <translation>按零箱(零托)关闭。</translation>
        </message>
        <message>
            <source>containers without a confirmed label</source>
            <translation>标签未确认的箱/托盘</translation>
        </message>
        <message>
            <source>Scan the label.</source>
            <translation>扫描标签。</translation>
        </message>
        <message>
            <source>containers at the rework desk</source>
            <translation>返工台上的箱/托盘</translation>
        </message>
        <message>
            <source>Scan the new label of each.</source>
            <translation>逐一扫描新标签。</translation>
        </message>
        <message>
            <source>containers in quarantine</source>
            <translation>隔离中的箱/托盘</translation>
        </message>
        <message>
            <source>Release them, or empty them.</source>
            <translation>解除隔离,或拆箱取空。</translation>
        </message>
        <message>
            <source>verified codes on no container</source>
            <translation>已验证但未装箱的码</translation>
        </message>
        <message>
            <source>Pack the items, or confirm that the belt is clear.</source>
            <translation>装箱,或确认输送带已清空。</translation>
        </message>
        <message>
            <source>good items and containers on the rework table</source>
            <translation>返工台上的合格品或箱</translation>
        </message>
        <message>
            <source>Pack them again, take them as samples, or destroy or empty them.</source>
            <translation>重新装箱、取样,或销毁、拆箱取空。</translation>
        </message>
        <message>
            <source>printed codes that were never seen</source>
            <translation>已打印但未读到的码</translation>
        </message>
        <message>
            <source>Confirm that the belt is clear.</source>
            <translation>确认输送带已清空。</translation>
        </message>
        <message>
            <source>inner codes on no item</source>
            <translation>未与产品关联的内码</translation>
        </message>
        <message>
            <source>Read each item again, or take it off the line.</source>
            <translation>重新读取,或将产品取下。</translation>
        </message>
        <message>
            <source>sets and pairs of which only a part was read</source>
            <translation>只读到一部分的套标或双码</translation>
        </message>
        <message>
            <source>Read the rest of each, or void what nobody read.</source>
            <translation>逐套补读,或将无人读到的码作废。</translation>
        </message>
        <message>
            <source>codes in doubt</source>
            <translation>存疑的码</translation>
        </message>
        <message>
            <source>Find or void them.</source>
            <translation>找到产品,或作废该码。</translation>
        </message>
        <message>
            <source>alarms that hold the line</source>
            <translation>使产线停止的报警</translation>
        </message>
        <message>
            <source>Settle each as it says.</source>
            <translation>按提示逐一处理。</translation>
        </message>
        <message>
            <source>batches that the platform hasn't acknowledged</source>
            <translation>平台尚未确认的批次</translation>
        </message>
        <message>
            <source>Nothing to do here: they are sent when the platform can be reached.</source>
            <translation>无需处理:平台可达时自动上传。</translation>
        </message>
        <message>
            <source>rework desk</source>
            <translation>返工台</translation>
        </message>
        <message>
            <source>same</source>
            <translation>相同</translation>
        </message>
        <message>
            <source>nothing-read</source>
            <translation>未读到</translation>
        </message>
        <message>
            <source>split</source>
            <translation>分段</translation>
        </message>
        <message>
            <source>merged</source>
            <translation>合并</translation>
        </message>
        <message>
            <source>twice</source>
            <translation>两次</translation>
        </message>
        <message>
            <source>other-symbol</source>
            <translation>码制不同</translation>
        </message>
        <message>
            <source>aim-missing</source>
            <translation>缺少码制标识符</translation>
        </message>
        <message>
            <source>aim-in-data</source>
            <translation>码制标识符混入内容</translation>
        </message>
        <message>
            <source>trailing-control</source>
            <translation>末尾有控制符</translation>
        </message>
        <message>
            <source>separator-missing</source>
            <translation>缺少分隔符</translation>
        </message>
        <message>
            <source>separator-replaced</source>
            <translation>分隔符被替换</translation>
        </message>
        <message>
            <source>separator-superfluous</source>
            <translation>多余的分隔符</translation>
        </message>
        <message>
            <source>caps-lock</source>
            <translation>大写锁定</translation>
        </message>
        <message>
            <source>letter-case</source>
            <translation>大小写</translation>
        </message>
        <message>
            <source>full-width</source>
            <translation>全角字符</translation>
        </message>
        <message>
            <source>keyboard-layout</source>
            <translation>键盘布局</translation>
        </message>
        <message>
            <source>truncated</source>
            <translation>被截断</translation>
        </message>
        <message>
            <source>doubled</source>
            <translation>重复</translation>
        </message>
        <message>
            <source>other-code</source>
            <translation>另一个码</translation>
        </message>
        <message>
            <source>The code is the expected one.</source>
            <translation>与预期的码一致。</translation>
        </message>
        <message>
            <source>The read is empty; clean the scanner's window and scan again.</source>
            <translation>没有读到内容；请清洁扫描窗口后重新扫描。</translation>
        </message>
        <message>
            <source>One code came in several reads; set one end-of-code suffix in the scanner, and in a serial-to-network box the sending of packets at that suffix and not by time.</source>
            <translation>一个码被分成几次读取；请在扫描器中只设一个结束符，并将串口服务器设为按结束符而不是按时间打包。</translation>
        </message>
        <message>
            <source>Several codes came as one read; set an end-of-code suffix (CR or Enter) in the scanner.</source>
            <translation>几个码连成了一次读取；请在扫描器中设置结束符（CR 或回车）。</translation>
        </message>
        <message>
            <source>The scanner sends each code more than once; lengthen its time for the same code, and look for two identical codes in its view.</source>
            <translation>扫描器把同一个码发送了多次；请延长同码读取间隔，并检查视野中是否有两个相同的码。</translation>
        </message>
        <message>
            <source>The text is right but the symbol is of another kind (GS1 or plain); check how the printer makes the symbol, and that the scanner tells GS1 codes from plain ones.</source>
            <translation>内容正确，但码制不同（GS1 码与普通码）；请检查打印机的码制设置，以及扫描器能否区分 GS1 码。</translation>
        </message>
        <message>
            <source>The scanner doesn't send the symbology identifier (AIM), so that a GS1 code can't be told from a plain one; switch its transmission on in the scanner.</source>
            <translation>扫描器没有发送码制标识符（AIM），无法区分 GS1 码与普通码；请在扫描器中开启该选项。</translation>
        </message>
        <message>
            <source>The scanner sends its symbology identifier as a part of the code; tell the station that this scanner sends it, or switch it off in the scanner.</source>
            <translation>扫描器把码制标识符（AIM）当作内容发送；请在工位设置中注明，或在扫描器中关闭该选项。</translation>
        </message>
        <message>
            <source>The scanner adds line ends, blanks or NUL to the code; switch its suffix off.</source>
            <translation>扫描器在码后附加了回车、换行、空格或空字符；请关闭扫描器的后缀设置。</translation>
        </message>
        <message>
            <source>The scanner loses the GS1 separator (GS, 0x1D); switch on its transmission in the scanner.</source>
            <translation>扫描器丢失了 GS1 分隔符（GS，0x1D）；请在扫描器中开启分隔符发送。</translation>
        </message>
        <message>
            <source>The scanner sends another character in place of the GS1 separator (GS, 0x1D); switch the replacement off in the scanner.</source>
            <translation>扫描器用其他字符代替了 GS1 分隔符（GS，0x1D）；请在扫描器中关闭替换设置。</translation>
        </message>
        <message>
            <source>There are GS1 separators (GS, 0x1D) that the code doesn't need; check the printer's data and whether the scanner sends FNC1 at the beginning.</source>
            <translation>码中多出了 GS1 分隔符（GS，0x1D）；请检查打印数据，以及扫描器是否发送了开头的 FNC1。</translation>
        </message>
        <message>
            <source>Small letters came as capitals and capitals as small letters; switch Caps Lock off on the computer's keyboard and in the scanner.</source>
            <translation>大写变小写、小写变大写；请关闭电脑键盘和扫描器的大写锁定（Caps Lock）。</translation>
        </message>
        <message>
            <source>Small and capital letters are exchanged; switch off the scanner's case conversion and the keyboard's Caps Lock.</source>
            <translation>字母大小写被改变；请关闭扫描器的大小写转换和键盘的大写锁定。</translation>
        </message>
        <message>
            <source>A Chinese input method made full-width characters of the code; switch the computer to English input, or the scanner from keyboard to serial mode.</source>
            <translation>中文输入法把码变成了全角字符；请切换到英文输入状态，或把扫描器由键盘模式改为串口模式。</translation>
        </message>
        <message>
            <source>The scanner types with another keyboard layout than the computer's (such as y and z exchanged); set the same layout in both, or take the scanner's serial mode.</source>
            <translation>扫描器与电脑的键盘布局不同（例如 y 与 z 互换）；请设为相同布局，或改用扫描器的串口模式。</translation>
        </message>
        <message>
            <source>A part of the code is missing; check the scanner's longest code and its connection.</source>
            <translation>码不完整；请检查扫描器的最大长度设置和连接。</translation>
        </message>
        <message>
            <source>Two codes came as one; set an end-of-code suffix in the scanner, and look for two codes in its view.</source>
            <translation>两个码连成了一个；请在扫描器中设置结束符，并检查视野中是否有两个码。</translation>
        </message>
        <message>
            <source>This is another code.</source>
            <translation>这是另一个码。</translation>
        </message>
        <message>
            <source>line {0}: {1}</source>
            <translation>第 {0} 行:{1}</translation>
        </message>
        <message>
            <source>and {0} more</source>
            <translation>另有 {0} 处</translation>
        </message>
        <message>
            <source>there is no code in this file</source>
            <translation>此文件中没有码</translation>
        </message>
        <message>
            <source>an unknown encoding</source>
            <translation>未知编码</translation>
        </message>
        <message>
            <source>the file is not UTF-8, it seems to be {0}; save it again as UTF-8</source>
            <translation>文件不是 UTF-8,似乎是 {0};请另存为 UTF-8</translation>
        </message>
        <message>
            <source>not proper CSV: {0}; close each quote that is opened</source>
            <translation>不是正确的 CSV:{0};请成对使用引号</translation>
        </message>
        <message>
            <source>the first line needs a column "{0}"; here it has {1}</source>
            <translation>首行需要列“{0}”;现有 {1}</translation>
        </message>
        <message>
            <source>the column "{0}" is there twice</source>
            <translation>列“{0}”出现两次</translation>
        </message>
        <message>
            <source>{0} columns, but the first line has {1}</source>
            <translation>{0} 列,但首行有 {1} 列</translation>
        </message>
        <message>
            <source>the column "{0}" is empty</source>
            <translation>列“{0}”为空</translation>
        </message>
        <message>
            <source>empty; take this line out</source>
            <translation>空行;请删除此行</translation>
        </message>
        <message>
            <source>"{0}" stands in line {1} already</source>
            <translation>“{0}”已在第 {1} 行出现</translation>
        </message>
        <message>
            <source>must have {0}</source>
            <translation>必须有 {0}</translation>
        </message>
        <message>
            <source>may have {0}</source>
            <translation>最多有 {0}</translation>
        </message>
        <message>
            <source>{0} characters, but a code {1}</source>
            <translation>{0} 个字符,但码{1}</translation>
        </message>
        <message>
            <source>a blank before or behind the code "{0}"</source>
            <translation>码“{0}”前后有空格</translation>
        </message>
        <message>
            <source>no code has the character U+{0}, here at place {1}</source>
            <translation>码中不允许字符 U+{0},位于第 {1} 位</translation>
        </message>
        <message>
            <source>it answers again</source>
            <translation>已恢复应答</translation>
        </message>
        <message>
            <source>no order is on the line; open one first</source>
            <translation>产线上没有工单;请先开单</translation>
        </message>
        <message>
            <source>{0} is {1}, not a date; write YYYY-MM-DD</source>
            <translation>{0}为 {1},不是日期;请按 YYYY-MM-DD 填写</translation>
        </message>
        <message>
            <source>there is no date of production; give one as YYYY-MM-DD</source>
            <translation>没有生产日期;请按 YYYY-MM-DD 填写</translation>
        </message>
        <message>
            <source>it expires on {0}, before it is produced on {1}</source>
            <translation>失效日期 {0} 早于生产日期 {1}</translation>
        </message>
        <message>
            <source>the target is {0}; it takes at least one item</source>
            <translation>计划数量为 {0};至少为一件</translation>
        </message>
        <message>
            <source>it is only for the region {0}, but of no dealer; name the dealer too</source>
            <translation>仅限区域 {0},但未指定经销商;请同时填写经销商</translation>
        </message>
        <message>
            <source>the approval {0} is of no campaign; name the campaign too</source>
            <translation>批准号 {0} 没有对应的活动;请同时填写活动</translation>
        </message>
        <message>
            <source>a scene is named twice; name each once</source>
            <translation>同一用途写了两次;每项只写一次</translation>
        </message>
        <message>
            <source>the campaign {0} has no approval number of the brand yet; give it to the order, then start</source>
            <translation>活动 {0} 还没有品牌批准号;请为工单填写后再启动</translation>
        </message>
        <message>
            <source>a column "role" is needed; the roles with codes from files are: {0}</source>
            <translation>需要列“role”;来自文件的码的角色有:{0}</translation>
        </message>
        <message>
            <source>"{0}" is no role with codes from files; they are: {1}</source>
            <translation>“{0}”不是来自文件的码的角色;可用:{1}</translation>
        </message>
        <message>
            <source>"{0}" is its own parent</source>
            <translation>“{0}”是它自己的上级</translation>
        </message>
        <message>
            <source>its parent "{0}" is not in this file</source>
            <translation>上级“{0}”不在此文件中</translation>
        </message>
        <message>
            <source>into "{0}"</source>
            <translation>装入“{0}”</translation>
        </message>
        <message>
            <source>a "{0}" belongs {1}, but its parent is a "{2}"</source>
            <translation>“{0}”应{1},但其上级是“{2}”</translation>
        </message>
        <message>
            <source>a "{0}" needs its "{1}" as parent</source>
            <translation>“{0}”需要“{1}”作为上级</translation>
        </message>
        <message>
            <source>an inner code already</source>
            <translation>已有一个内码</translation>
        </message>
        <message>
            <source>{0} members, and takes no more</source>
            <translation>{0} 个成员,不能再多</translation>
        </message>
        <message>
            <source>"{0}" has {1}</source>
            <translation>“{0}”已有{1}</translation>
        </message>
        <message>
            <source>the set "{0}" has {1} members, not {2}</source>
            <translation>套“{0}”有 {1} 个成员,应为 {2} 个</translation>
        </message>
        <message>
            <source>the station was restarted</source>
            <translation>工位已重启</translation>
        </message>
        <message>
            <source>it jumped before the restart</source>
            <translation>重启前时钟发生跳变</translation>
        </message>
        <message>
            <source>loose</source>
            <translation>散件</translation>
        </message>
        <message>
            <source>reject</source>
            <translation>剔除</translation>
        </message>
        <message>
            <source>sample</source>
            <translation>抽样</translation>
        </message>
        <message>
            <source>destroy</source>
            <translation>销毁</translation>
        </message>
        <message>
            <source>defect</source>
            <translation>缺陷</translation>
        </message>
        <message>
            <source>expiry</source>
            <translation>过期</translation>
        </message>
        <message>
            <source>qa_sample</source>
            <translation>质检抽样</translation>
        </message>
        <message>
            <source>recall</source>
            <translation>召回</translation>
        </message>
        <message>
            <source>complaint</source>
            <translation>投诉</translation>
        </message>
        <message>
            <source>testing</source>
            <translation>测试</translation>
        </message>
        <message>
            <source>demo_sample</source>
            <translation>演示样品</translation>
        </message>
        <message>
            <source>damage_or_loss</source>
            <translation>破损或丢失</translation>
        </message>
        <message>
            <source>destruction</source>
            <translation>销毁处理</translation>
        </message>
        <message>
            <source>liquidation</source>
            <translation>清仓</translation>
        </message>
        <message>
            <source>confiscation</source>
            <translation>没收</translation>
        </message>
        <message>
            <source>other</source>
            <translation>其他</translation>
        </message>
        <message>
            <source>free</source>
            <translation>空闲</translation>
        </message>
        <message>
            <source>allocated</source>
            <translation>已分配</translation>
        </message>
        <message>
            <source>sent</source>
            <translation>已下发</translation>
        </message>
        <message>
            <source>printed</source>
            <translation>已打印</translation>
        </message>
        <message>
            <source>verified</source>
            <translation>已验证</translation>
        </message>
        <message>
            <source>bound</source>
            <translation>已装箱</translation>
        </message>
        <message>
            <source>in_doubt</source>
            <translation>存疑</translation>
        </message>
        <message>
            <source>rejected</source>
            <translation>已剔除</translation>
        </message>
        <message>
            <source>sampled</source>
            <translation>已抽样</translation>
        </message>
        <message>
            <source>void</source>
            <translation>作废</translation>
        </message>
        <message>
            <source>allocate</source>
            <translation>分配</translation>
        </message>
        <message>
            <source>return</source>
            <translation>退回</translation>
        </message>
        <message>
            <source>receive</source>
            <translation>接收</translation>
        </message>
        <message>
            <source>send</source>
            <translation>下发</translation>
        </message>
        <message>
            <source>unsend</source>
            <translation>撤回下发</translation>
        </message>
        <message>
            <source>print</source>
            <translation>打印</translation>
        </message>
        <message>
            <source>verify</source>
            <translation>验证</translation>
        </message>
        <message>
            <source>bind</source>
            <translation>绑定</translation>
        </message>
        <message>
            <source>unbind</source>
            <translation>解绑</translation>
        </message>
        <message>
            <source>doubt</source>
            <translation>存疑</translation>
        </message>
        <message>
            <source>accept</source>
            <translation>放行</translation>
        </message>
        <message>
            <source>unsample</source>
            <translation>撤销抽样</translation>
        </message>
        <message>
            <source>open</source>
            <translation>未满</translation>
        </message>
        <message>
            <source>full</source>
            <translation>已满</translation>
        </message>
        <message>
            <source>partial</source>
            <translation>零箱</translation>
        </message>
        <message>
            <source>closed</source>
            <translation>已关闭</translation>
        </message>
        <message>
            <source>labelled</source>
            <translation>已贴标</translation>
        </message>
        <message>
            <source>confirmed</source>
            <translation>已确认</translation>
        </message>
        <message>
            <source>idle</source>
            <translation>待机</translation>
        </message>
        <message>
            <source>execute</source>
            <translation>运行</translation>
        </message>
        <message>
            <source>held</source>
            <translation>保持</translation>
        </message>
        <message>
            <source>stopped</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>completing</source>
            <translation>收尾</translation>
        </message>
        <message>
            <source>complete</source>
            <translation>完成</translation>
        </message>
        <message>
            <source>seen on an item before it was sent</source>
            <translation>下发之前已在产品上看到</translation>
        </message>
        <message>
            <source>item {0}: {1}, {2}</source>
            <translation>产品 {0}:{1},{2}</translation>
        </message>
        <message>
            <source>its code was seen on another item</source>
            <translation>其码在另一件产品上出现</translation>
        </message>
        <message>
            <source>item {0}: {1}</source>
            <translation>产品 {0}:{1}</translation>
        </message>
        <message>
            <source>{0} in a row</source>
            <translation>连续 {0} 件</translation>
        </message>
        <message>
            <source>a later code was seen</source>
            <translation>已看到其后的码</translation>
        </message>
        <message>
            <source>never came to the camera</source>
            <translation>从未到达相机</translation>
        </message>
        <message>
            <source>back in step</source>
            <translation>已重新对齐</translation>
        </message>
        <message>
            <source>item {0}</source>
            <translation>产品 {0}</translation>
        </message>
        <message>
            <source>left the belt behind the camera</source>
            <translation>在相机之后离开输送带</translation>
        </message>
        <message>
            <source>not on the belt any more</source>
            <translation>已不在输送带上</translation>
        </message>
        <message>
            <source>belt cleared</source>
            <translation>输送带已清空</translation>
        </message>
        <message>
            <source>{0} events</source>
            <translation>{0} 个事件</translation>
        </message>
        <message>
            <source>events of the PLC were lost</source>
            <translation>丢失PLC事件</translation>
        </message>
        <message>
            <source>it is off by {0} s from what was due</source>
            <translation>与应有时间相差 {0} 秒</translation>
        </message>
        <message>
            <source>confirm the clock</source>
            <translation>确认时钟</translation>
        </message>
        <message>
            <source>nothing is wrong with it</source>
            <translation>时钟没有问题</translation>
        </message>
        <message>
            <source>the clock is right</source>
            <translation>时钟正确</translation>
        </message>
        <message>
            <source>the clock jumped, so dates can't be believed; check the clock and confirm it first</source>
            <translation>时钟发生跳变,日期不可信;请检查时钟并先确认</translation>
        </message>
        <message>
            <source>the order is {0}</source>
            <translation>工单状态为{0}</translation>
        </message>
        <message>
            <source>an order is called off for a reason; give one</source>
            <translation>取消工单需要原因;请填写</translation>
        </message>
        <message>
            <source>it runs empty; ask again when all is settled: {0}</source>
            <translation>正在走空;全部处理完后再试:{0}</translation>
        </message>
        <message>
            <source>change over</source>
            <translation>换单</translation>
        </message>
        <message>
            <source>change over to {0}</source>
            <translation>换单到 {0}</translation>
        </message>
        <message>
            <source>order {0} is finished; still open: {1}</source>
            <translation>工单 {0} 已结束;仍未清:{1}</translation>
        </message>
        <message>
            <source>never printed</source>
            <translation>从未打印</translation>
        </message>
        <message>
            <source>order closed</source>
            <translation>工单已关闭</translation>
        </message>
        <message>
            <source>scan of content</source>
            <translation>扫描箱内产品</translation>
        </message>
        <message>
            <source>container {0} doesn't wait for one</source>
            <translation>箱/托盘 {0} 不需要扫描箱内产品</translation>
        </message>
        <message>
            <source>found empty</source>
            <translation>发现为空</translation>
        </message>
        <message>
            <source>its set was found empty</source>
            <translation>其套标发现为空</translation>
        </message>
        <message>
            <source>{0} items were scanned, it takes {1}</source>
            <translation>扫描了 {0} 件,需要 {1} 件</translation>
        </message>
        <message>
            <source>scanned by hand</source>
            <translation>人工扫描</translation>
        </message>
        <message>
            <source>content scanned by hand</source>
            <translation>箱内产品已人工扫描</translation>
        </message>
        <message>
            <source>an item of it was found elsewhere</source>
            <translation>其中一件在别处被发现</translation>
        </message>
        <message>
            <source>all its items were found elsewhere</source>
            <translation>其全部产品在别处被发现</translation>
        </message>
        <message>
            <source>container {0} stands open on the line</source>
            <translation>箱/托盘 {0} 在产线上还未关闭</translation>
        </message>
        <message>
            <source>{0}; close it first, then it gets its label</source>
            <translation>{0};请先封箱,之后会打印标签</translation>
        </message>
        <message>
            <source>this line has no printer for such a label; print it where one is</source>
            <translation>本线没有此类标签的打印机;请在有打印机处打印</translation>
        </message>
        <message>
            <source>the label printer is away; mend it first</source>
            <translation>标签打印机不在线;请先排除故障</translation>
        </message>
        <message>
            <source>the label printer is busy; ask again in a moment</source>
            <translation>标签打印机正忙;请稍后再试</translation>
        </message>
        <message>
            <source>no code of level {0} of order {1} can be given out now</source>
            <translation>现在无法取得工单 {1} 第 {0} 级的码</translation>
        </message>
        <message>
            <source>{0}; bring in more, or reprint the same label</source>
            <translation>{0};请补充码,或重打原标签</translation>
        </message>
        <message>
            <source>that label is void; ask for a new one instead</source>
            <translation>该标签已作废;请改为申请新标签</translation>
        </message>
        <message>
            <source>the new label was read</source>
            <translation>已读到新标签</translation>
        </message>
        <message>
            <source>the right label was read</source>
            <translation>已读到正确标签</translation>
        </message>
        <message>
            <source>it is in no container; scan an item that is in the container</source>
            <translation>不在任何箱/托盘中;请扫描箱/托盘内的产品</translation>
        </message>
        <message>
            <source>container {0} doesn't wait for a label</source>
            <translation>箱/托盘 {0} 不在等待标签</translation>
        </message>
        <message>
            <source>{0}; ask for a new label, or a reprint, first</source>
            <translation>{0};请先申请新标签或重打</translation>
        </message>
        <message>
            <source>its new label is {0}</source>
            <translation>其新标签为 {0}</translation>
        </message>
        <message>
            <source>{0}; have it printed again, or ask for another one</source>
            <translation>{0};请重新打印,或申请另一张</translation>
        </message>
        <message>
            <source>a wrong label was on it at the desk</source>
            <translation>返工台上贴了错误标签</translation>
        </message>
        <message>
            <source>expected {0}, read {1}</source>
            <translation>应为 {0},读到 {1}</translation>
        </message>
        <message>
            <source>{0}; the container is in quarantine now: put the right label on and scan again</source>
            <translation>{0};该箱/托盘已隔离:请贴上正确标签后重扫</translation>
        </message>
        <message>
            <source>taken back</source>
            <translation>已撤回</translation>
        </message>
        <message>
            <source>printed, as the PLC counted it</source>
            <translation>已打印(PLC已计数)</translation>
        </message>
        <message>
            <source>in doubt: the printer is away</source>
            <translation>存疑:打印设备不在线</translation>
        </message>
        <message>
            <source>test print</source>
            <translation>测试打印</translation>
        </message>
        <message>
            <source>test print at {0}</source>
            <translation>{0} 测试打印</translation>
        </message>
        <message>
            <source>end test print</source>
            <translation>结束测试打印</translation>
        </message>
        <message>
            <source>no test print is out at {0}</source>
            <translation>{0} 没有进行中的测试打印</translation>
        </message>
        <message>
            <source>labels wait behind it, which would be lost as well</source>
            <translation>其后还有标签等待,会一并丢失</translation>
        </message>
        <message>
            <source>test print at {0} given up</source>
            <translation>{0} 的测试打印已放弃</translation>
        </message>
        <message>
            <source>test print at {0} taken back</source>
            <translation>{0} 的测试打印已撤回</translation>
        </message>
        <message>
            <source>test read</source>
            <translation>测试读取</translation>
        </message>
        <message>
            <source>test read by {0}</source>
            <translation>{0} 测试读取</translation>
        </message>
        <message>
            <source>{0} items are on the belt and one could be hit; clear the belt first</source>
            <translation>输送带上有 {0} 件产品,可能被击中;请先清空输送带</translation>
        </message>
        <message>
            <source>test kick</source>
            <translation>测试剔除</translation>
        </message>
        <message>
            <source>test kick of the rejecter</source>
            <translation>剔除器测试</translation>
        </message>
        <message>
            <source>a test print is still out at {0}; print it, or end the test</source>
            <translation>{0} 还有测试打印未完成;请打印,或结束测试</translation>
        </message>
        <message>
            <source>the order is {0}; stop the line first</source>
            <translation>工单状态为{0};请先停线</translation>
        </message>
        <message>
            <source>{0} is no printer of this line</source>
            <translation>{0} 不是本产线的打印设备</translation>
        </message>
        <message>
            <source>{0} is not ready; see what it says of itself</source>
            <translation>{0} 未就绪;请查看其自身提示</translation>
        </message>
        <message>
            <source>the test print before it is still out; print it, or end the test</source>
            <translation>之前的测试打印还未完成;请打印,或结束测试</translation>
        </message>
        <message>
            <source>{0} codes of the order wait in {1}; close the order first</source>
            <translation>{1} 中还有工单的 {0} 个码;请先关单</translation>
        </message>
        <message>
            <source>void unread</source>
            <translation>作废未读码</translation>
        </message>
        <message>
            <source>codes are voided for a reason; give one</source>
            <translation>作废码需要原因;请填写</translation>
        </message>
        <message>
            <source>more of them may still be read: {0}</source>
            <translation>其中仍可能有码会被读到:{0}</translation>
        </message>
        <message>
            <source>no set and no pair was read only in part</source>
            <translation>没有只读了一部分的套标或配对</translation>
        </message>
        <message>
            <source>no code of this station; check what was scanned</source>
            <translation>不是本工位的码;请核对所扫内容</translation>
        </message>
        <message>
            <source>of another product</source>
            <translation>属于另一产品</translation>
        </message>
        <message>
            <source>of another order</source>
            <translation>属于另一工单</translation>
        </message>
        <message>
            <source>nothing that is packed here</source>
            <translation>不是此处装箱的码</translation>
        </message>
        <message>
            <source>the right text in a symbol of the wrong kind</source>
            <translation>内容正确,但码制不对</translation>
        </message>
        <message>
            <source>packed already</source>
            <translation>已装箱</translation>
        </message>
        <message>
            <source>seen before</source>
            <translation>已扫过</translation>
        </message>
        <message>
            <source>rejected before; give it to QA</source>
            <translation>之前已剔除;请交给质检</translation>
        </message>
        <message>
            <source>void; take it out of circulation</source>
            <translation>已作废;请撤出流通</translation>
        </message>
        <message>
            <source>not printed yet</source>
            <translation>尚未打印</translation>
        </message>
        <message>
            <source>more than one code at once; scan them one by one</source>
            <translation>一次扫到多个码;请逐个扫描</translation>
        </message>
        <message>
            <source>no order is running; start it first</source>
            <translation>没有工单在运行;请先启动</translation>
        </message>
        <message>
            <source>the full {0} waits for its label; scan that first</source>
            <translation>已满的{0}在等标签;请先扫描标签</translation>
        </message>
        <message>
            <source>{0}; full: scan its label</source>
            <translation>{0};已满:请扫描其标签</translation>
        </message>
        <message>
            <source>{0} of {1} in the {2}</source>
            <translation>{2}已装 {0}/{1}</translation>
        </message>
        <message>
            <source>it is in this {0} already, place {1}</source>
            <translation>已在本{0}中,第 {1} 位</translation>
        </message>
        <message>
            <source>it is in {0} already</source>
            <translation>已在{0}中</translation>
        </message>
        <message>
            <source>the label of that {0} is not printed yet</source>
            <translation>该{0}的标签还未打印</translation>
        </message>
        <message>
            <source>this is not the label that {0} waits for</source>
            <translation>这不是{0}所等的标签</translation>
        </message>
        <message>
            <source>{0} is done, with {1} in it</source>
            <translation>{0}已完成,内装 {1} 件</translation>
        </message>
        <message>
            <source>no {0} is open; scan what goes into it first</source>
            <translation>没有未满的{0};请先扫描要装入的产品</translation>
        </message>
        <message>
            <source>the {0} holds {1} of {2}</source>
            <translation>{0}已装 {1}/{2}</translation>
        </message>
        <message>
            <source>{0}; fill it, or ask for a partial close first</source>
            <translation>{0};请装满,或先申请零箱封箱</translation>
        </message>
        <message>
            <source>nothing is packed by hand at level {0} just now</source>
            <translation>第 {0} 级现在没有手工装箱</translation>
        </message>
        <message>
            <source>it has nothing to do in this order</source>
            <translation>本工单不使用该设备</translation>
        </message>
        <message>
            <source>it is not ready</source>
            <translation>未就绪</translation>
        </message>
        <message>
            <source>codes came in</source>
            <translation>已补充码</translation>
        </message>
        <message>
            <source>ready again</source>
            <translation>已就绪</translation>
        </message>
        <message>
            <source>printed, though it counted as not sent</source>
            <translation>已打印,但之前计为未下发</translation>
        </message>
        <message>
            <source>cleared from the printer</source>
            <translation>已从打印设备清除</translation>
        </message>
        <message>
            <source>call for help</source>
            <translation>呼叫协助</translation>
        </message>
        <message>
            <source>too many alarms stand already; look after them first</source>
            <translation>报警已过多;请先处理现有报警</translation>
        </message>
        <message>
            <source>a container came to the scanner before it was closed and labelled</source>
            <translation>箱/托盘在关闭并贴标之前到达扫描器</translation>
        </message>
        <message>
            <source>wrong label</source>
            <translation>标签错误</translation>
        </message>
        <message>
            <source>it was confirmed before</source>
            <translation>之前已确认</translation>
        </message>
        <message>
            <source>expected none, read {0}</source>
            <translation>不应有标签,读到 {0}</translation>
        </message>
        <message>
            <source>nothing waits for a scan</source>
            <translation>没有等待扫描的</translation>
        </message>
        <message>
            <source>scan again</source>
            <translation>重扫</translation>
        </message>
        <message>
            <source>no container of level {0} waits for a scan</source>
            <translation>第 {0} 级没有等待扫描的箱/托盘</translation>
        </message>
        <message>
            <source>the label was read</source>
            <translation>已读到标签</translation>
        </message>
        <message>
            <source>container {0} has no label that waits for a scan</source>
            <translation>箱/托盘 {0} 没有等待扫描的标签</translation>
        </message>
        <message>
            <source>this label was printed elsewhere; nothing here can print it again</source>
            <translation>此标签在别处打印;本工位无法重打</translation>
        </message>
        <message>
            <source>the label has not left for the printer yet; wait for it</source>
            <translation>标签还未送到打印机;请等待</translation>
        </message>
        <message>
            <source>open order</source>
            <translation>开单</translation>
        </message>
        <message>
            <source>change order</source>
            <translation>更改工单</translation>
        </message>
        <message>
            <source>nothing would change; name a target or an approval number</source>
            <translation>没有任何变化;请填写计划数量或批准号</translation>
        </message>
        <message>
            <source>its codes are approved under {0} already</source>
            <translation>其码已按 {0} 批准</translation>
        </message>
        <message>
            <source>the target of {0} is reached; raise it to go on</source>
            <translation>计划数量 {0} 已达到;要继续请提高</translation>
        </message>
        <message>
            <source>clear alarm</source>
            <translation>清除报警</translation>
        </message>
        <message>
            <source>alarm {0} does not stand any more</source>
            <translation>报警 {0} 已不存在</translation>
        </message>
        <message>
            <source>it clears itself: {0}</source>
            <translation>此报警会自动清除:{0}</translation>
        </message>
        <message>
            <source>{0} of these codes are not in doubt</source>
            <translation>其中 {0} 个码不是存疑状态</translation>
        </message>
        <message>
            <source>items may be in it unrecorded</source>
            <translation>箱内可能有未记录的产品</translation>
        </message>
        <message>
            <source>a container is presented, and the queue knows of nothing in it</source>
            <translation>有箱到位,但队列中没有其内容</translation>
        </message>
        <message>
            <source>presented with {0}</source>
            <translation>到位时装有 {0} 件</translation>
        </message>
        <message>
            <source>the queue says {0} of {1}</source>
            <translation>队列为 {0}/{1}</translation>
        </message>
        <message>
            <source>in quarantine: one read is not enough</source>
            <translation>已隔离:只读一次不够</translation>
        </message>
        <message>
            <source>its content is confirmed</source>
            <translation>内容已确认</translation>
        </message>
        <message>
            <source>its container didn't come in its turn</source>
            <translation>箱/托盘未按顺序到达</translation>
        </message>
        <message>
            <source>it was closed before</source>
            <translation>之前已关闭</translation>
        </message>
        <message>
            <source>{0} of {1} can't be seen; the case was closed before</source>
            <translation>{1} 件中有 {0} 件未看到;该箱之前已关闭</translation>
        </message>
        <message>
            <source>not verified</source>
            <translation>未验证</translation>
        </message>
        <message>
            <source>twice, or not in a place of its own</source>
            <translation>出现两次,或不在自己的位置</translation>
        </message>
        <message>
            <source>place {0}: {1} ({2})</source>
            <translation>位置 {0}:{1}({2})</translation>
        </message>
        <message>
            <source>what was shown may not be packed any more</source>
            <translation>所拍到的产品已不能装箱</translation>
        </message>
        <message>
            <source>an item that was to be rejected may be in it</source>
            <translation>箱内可能有应剔除的产品</translation>
        </message>
        <message>
            <source>{0} of {1} can't be seen</source>
            <translation>{1} 件中有 {0} 件未看到</translation>
        </message>
        <message>
            <source>{0} of {1}</source>
            <translation>{0}/{1}</translation>
        </message>
        <message>
            <source>an item was taken out after its picture</source>
            <translation>拍照后有产品被取出</translation>
        </message>
        <message>
            <source>seen in the case</source>
            <translation>在箱内看到</translation>
        </message>
        <message>
            <source>the case is right</source>
            <translation>箱内正确</translation>
        </message>
        <message>
            <source>the case is empty</source>
            <translation>箱是空的</translation>
        </message>
        <message>
            <source>partial close</source>
            <translation>零箱封箱</translation>
        </message>
        <message>
            <source>level {0} has no containers</source>
            <translation>第 {0} 级没有箱/托盘</translation>
        </message>
        <message>
            <source>no container stands open at level {0}</source>
            <translation>第 {0} 级没有未满的箱/托盘</translation>
        </message>
        <message>
            <source>no container is there</source>
            <translation>没有箱/托盘</translation>
        </message>
        <message>
            <source>accept as missing</source>
            <translation>确认缺件</translation>
        </message>
        <message>
            <source>present the case to the camera first</source>
            <translation>请先让相机拍到该箱</translation>
        </message>
        <message>
            <source>gone from the open case</source>
            <translation>已从未满箱中取走</translation>
        </message>
        <message>
            <source>{0} codes, {1} min</source>
            <translation>{0} 个码,{1} 分钟</translation>
        </message>
        <message>
            <source>codes came in, or the line is slower</source>
            <translation>已补充码,或产线变慢</translation>
        </message>
        <message>
            <source>another product is printed</source>
            <translation>已换印另一产品</translation>
        </message>
        <message>
            <source>its print score fell from {0} to {1} of 100</source>
            <translation>打印评分从 {0} 降到 {1}(满分100)</translation>
        </message>
        <message>
            <source>its prints are good again</source>
            <translation>打印已恢复良好</translation>
        </message>
        <message>
            <source>it is {0} and no sample; there is nothing to undo</source>
            <translation>其状态为{0},不是样品;无需撤销</translation>
        </message>
        <message>
            <source>it is good already, in container {0}</source>
            <translation>已是良品,在箱/托盘 {0} 中</translation>
        </message>
        <message>
            <source>its code was seen on two items; destroy both, never pack either</source>
            <translation>其码在两件产品上出现;两件都请销毁,都不能装箱</translation>
        </message>
        <message>
            <source>what was read is not what was printed; read the symbol itself</source>
            <translation>读到的不是所打印的;请读码本身</translation>
        </message>
        <message>
            <source>its inner code was never read with it; let it pass the camera again, or destroy it</source>
            <translation>从未与其内码一起读到;请再次经过相机,或销毁</translation>
        </message>
        <message>
            <source>container {0} was shipped to {1}</source>
            <translation>箱/托盘 {0} 已发往 {1}</translation>
        </message>
        <message>
            <source>{0}; recall it through the platform</source>
            <translation>{0};请通过平台召回</translation>
        </message>
        <message>
            <source>container {0} was emptied and is none any more</source>
            <translation>箱/托盘 {0} 已倒空,不再是箱/托盘</translation>
        </message>
        <message>
            <source>in quarantine already</source>
            <translation>已在隔离中</translation>
        </message>
        <message>
            <source>not in quarantine; nothing to release</source>
            <translation>不在隔离中;无需解除</translation>
        </message>
        <message>
            <source>container {0} is {1}</source>
            <translation>箱/托盘 {0} 状态为{1}</translation>
        </message>
        <message>
            <source>the line still works on container {0}</source>
            <translation>产线仍在处理箱/托盘 {0}</translation>
        </message>
        <message>
            <source>{0}; scan its content or its label, as the alarm says</source>
            <translation>{0};请按报警提示扫描其内容或标签</translation>
        </message>
        <message>
            <source>it takes two people to void a range; name the second one too</source>
            <translation>批量作废需要两人;请同时填写第二人</translation>
        </message>
        <message>
            <source>more than {0} of them were in use; name fewer at a time</source>
            <translation>其中使用过的超过 {0} 个;请减少一次的数量</translation>
        </message>
        <message>
            <source>only {0} of these {1} codes were ever granted; name fewer</source>
            <translation>这 {1} 个码中只发放过 {0} 个;请减少</translation>
        </message>
        <message>
            <source>all of them are void already</source>
            <translation>全部已作废</translation>
        </message>
        <message>
            <source>some are in or on containers {0}; take them out, or empty these, first</source>
            <translation>有些在箱/托盘 {0} 内或其标签上;请先取出或倒空</translation>
        </message>
        <message>
            <source>{0} are the inner codes of packed items; take these out first</source>
            <translation>{0} 是已装箱产品的内码;请先取出产品</translation>
        </message>
        <message>
            <source>{0} are at a printer; wait for it, or clear its buffer, first</source>
            <translation>{0} 在打印设备中;请先等待或清空缓存</translation>
        </message>
        <message>
            <source>it is in this very container; take one from another container</source>
            <translation>就在此箱中;请从另一箱中取</translation>
        </message>
        <message>
            <source>nothing was scanned; scan what shall go in</source>
            <translation>没有扫描;请扫描要放入的产品</translation>
        </message>
        <message>
            <source>it is in no container; add it instead</source>
            <translation>不在任何箱/托盘中;请改用“加入”</translation>
        </message>
        <message>
            <source>it is in this very container already; check what was scanned</source>
            <translation>已在此箱中;请核对所扫内容</translation>
        </message>
        <message>
            <source>{0}; take out what is in it item by item</source>
            <translation>{0};请逐件取出其中的产品</translation>
        </message>
        <message>
            <source>it was never printed; check what was scanned</source>
            <translation>从未打印;请核对所扫内容</translation>
        </message>
        <message>
            <source>it is still on its way; let the camera read it</source>
            <translation>还在途中;请让相机读取</translation>
        </message>
        <message>
            <source>it is good already</source>
            <translation>已是良品</translation>
        </message>
        <message>
            <source>it is in doubt; read it again and accept it first</source>
            <translation>存疑;请先重新读取并放行</translation>
        </message>
        <message>
            <source>it was rejected; read it again and accept it first</source>
            <translation>已被剔除;请先重新读取并放行</translation>
        </message>
        <message>
            <source>it was taken as a sample; undo that first</source>
            <translation>已抽样;请先撤销抽样</translation>
        </message>
        <message>
            <source>it is void, and a void code is never used again; destroy the item</source>
            <translation>已作废,作废码不再使用;请销毁该产品</translation>
        </message>
        <message>
            <source>say why: no rework without a reason</source>
            <translation>请填写原因:返工必须有原因</translation>
        </message>
        <message>
            <source>the reason must begin with one of: {0}; then ": " and words</source>
            <translation>原因必须以下列之一开头:{0};之后写“: ”和说明</translation>
        </message>
        <message>
            <source>a container leaves whole; take it out as loose, then empty it</source>
            <translation>箱须整体取出;请按散件取出,再倒空</translation>
        </message>
        <message>
            <source>{0}; choose reject, sample or destroy</source>
            <translation>{0};请选择剔除、抽样或销毁</translation>
        </message>
        <message>
            <source>{0}; take it as a sample, or destroy it</source>
            <translation>{0};请抽样,或销毁</translation>
        </message>
        <message>
            <source>order {0} is not open on the line, so no good item of it may stand loose</source>
            <translation>工单 {0} 不在产线上打开,不允许有散的良品</translation>
        </message>
        <message>
            <source>what was scanned is no code of this station; scan it again</source>
            <translation>所扫内容不是本工位的码;请重扫</translation>
        </message>
        <message>
            <source>it is in no container; scan a label, or an item in a container</source>
            <translation>不在任何箱/托盘中;请扫描标签,或箱内的产品</translation>
        </message>
        <message>
            <source>{0}; take the shipping back first</source>
            <translation>{0};请先撤销发货</translation>
        </message>
        <message>
            <source>container {0} stands at the desk</source>
            <translation>箱/托盘 {0} 在返工台上</translation>
        </message>
        <message>
            <source>{0}; scan its new label first</source>
            <translation>{0};请先扫描其新标签</translation>
        </message>
        <message>
            <source>{0}; wait until its label is confirmed, then rework it</source>
            <translation>{0};请等标签确认后再返工</translation>
        </message>
        <message>
            <source>{0}; pack what is left into another one</source>
            <translation>{0};请把剩余产品装入另一箱</translation>
        </message>
        <message>
            <source>no container was named; scan the label of the container itself</source>
            <translation>没有指明箱/托盘;请扫描其自身标签</translation>
        </message>
        <message>
            <source>it is in container {0}, the label is that of {1}; check both</source>
            <translation>在箱/托盘 {0} 中,而标签是 {1} 的;请核对两者</translation>
        </message>
        <message>
            <source>that was not its label; scan the label on container {0}</source>
            <translation>这不是其标签;请扫描箱/托盘 {0} 上的标签</translation>
        </message>
        <message>
            <source>nothing was scanned; scan what shall leave the container</source>
            <translation>没有扫描;请扫描要取出的产品</translation>
        </message>
        <message>
            <source>in container {0}</source>
            <translation>在箱/托盘 {0} 中</translation>
        </message>
        <message>
            <source>in no container</source>
            <translation>不在任何箱/托盘中</translation>
        </message>
        <message>
            <source>not in {0}</source>
            <translation>不在 {0} 中</translation>
        </message>
        <message>
            <source>in none that was named</source>
            <translation>也不在所指明的箱/托盘中</translation>
        </message>
        <message>
            <source>what was scanned is {0}, {1}; check both</source>
            <translation>所扫产品{0},{1};请核对两者</translation>
        </message>
        <message>
            <source>the same item was scanned twice; scan each one once</source>
            <translation>同一件扫了两次;每件只扫一次</translation>
        </message>
        <message>
            <source>it is of order {0}, container {1} of order {2}</source>
            <translation>属于工单 {0},而箱/托盘 {1} 属于工单 {2}</translation>
        </message>
        <message>
            <source>{0}; take one of the same order</source>
            <translation>{0};请取同一工单的</translation>
        </message>
        <message>
            <source>it is of level {0}, container {1} takes level {2}</source>
            <translation>是第 {0} 级,而箱/托盘 {1} 装第 {2} 级</translation>
        </message>
        <message>
            <source>{0}; take one of that level</source>
            <translation>{0};请取该级的</translation>
        </message>
        <message>
            <source>it is in container {0}</source>
            <translation>在箱/托盘 {0} 中</translation>
        </message>
        <message>
            <source>{0}; move it, or take it out there first</source>
            <translation>{0};请先移动,或先在那里取出</translation>
        </message>
        <message>
            <source>container {0} holds {1} of {2}</source>
            <translation>箱/托盘 {0} 已装 {1}/{2}</translation>
        </message>
        <message>
            <source>{0}; take something out first, or use another one</source>
            <translation>{0};请先取出一些,或换一个</translation>
        </message>
        <message>
            <source>that is a container's label; scan the item, or empty the container</source>
            <translation>这是箱/托盘的标签;请扫描产品,或倒空该箱/托盘</translation>
        </message>
        <message>
            <source>the set was read</source>
            <translation>已读到套标</translation>
        </message>
        <message>
            <source>another container should have come before it</source>
            <translation>应先来另一个箱/托盘</translation>
        </message>
        <message>
            <source>its items went into more than one container</source>
            <translation>其产品进入了多个箱/托盘</translation>
        </message>
        <message>
            <source>{0} of another set went into its container</source>
            <translation>另一套的 {0} 件进入了其箱/托盘</translation>
        </message>
        <message>
            <source>nobody knows what went into it while the station was off</source>
            <translation>工位关闭期间装入了什么无人知道</translation>
        </message>
        <message>
            <source>its inner code is in use already</source>
            <translation>其内码已被使用</translation>
        </message>
        <message>
            <source>no camera saw it</source>
            <translation>没有相机看到</translation>
        </message>
        <message>
            <source>it is in container {0} already</source>
            <translation>已在箱/托盘 {0} 中</translation>
        </message>
        <message>
            <source>it did not go into this container</source>
            <translation>没有装入此箱/托盘</translation>
        </message>
        <message>
            <source>its set is broken</source>
            <translation>其套标不完整</translation>
        </message>
        <message>
            <source>its set was read</source>
            <translation>已读到其套标</translation>
        </message>
        <message>
            <source>codes of two sets: {0}</source>
            <translation>两套的码混在一起:{0}</translation>
        </message>
        <message>
            <source>read {0} ({1})</source>
            <translation>读到 {0}({1})</translation>
        </message>
        <message>
            <source>scan its content by hand first</source>
            <translation>请先逐件手工扫描其内容</translation>
        </message>
        <message>
            <source>its code was seen on another container</source>
            <translation>其码在另一个箱/托盘上出现</translation>
        </message>
        <message>
            <source>{0}: no container of this station carries it</source>
            <translation>{0}:不是本工位任何箱/托盘的码</translation>
        </message>
        <message>
            <source>the next one was scanned</source>
            <translation>已扫描下一个</translation>
        </message>
        <message>
            <source>ship undo</source>
            <translation>撤销发货</translation>
        </message>
        <message>
            <source>container {0} was not shipped</source>
            <translation>箱/托盘 {0} 未发货</translation>
        </message>
        <message>
            <source>it is taken back for a reason; give one</source>
            <translation>撤销发货需要原因;请填写</translation>
        </message>
        <message>
            <source>{0} is {1}; close it and have its label read first</source>
            <translation>{0} 状态为{1};请先关闭并读取其标签</translation>
        </message>
        <message>
            <source>{0} is in quarantine; have it released first</source>
            <translation>{0} 在隔离中;请先解除</translation>
        </message>
        <message>
            <source>{0} stands at the rework desk; scan its new label first</source>
            <translation>{0} 在返工台上;请先扫描其新标签</translation>
        </message>
        <message>
            <source>{0} is in container {1}; ship that one, or take this one out first</source>
            <translation>{0} 在箱/托盘 {1} 中;请发那一个,或先取出本件</translation>
        </message>
        <message>
            <source>{0} was shipped to {1} already; undo that first</source>
            <translation>{0} 已发往 {1};请先撤销</translation>
        </message>
        <message>
            <source>nobody said where it goes; name a dealer</source>
            <translation>未指定去向;请填写经销商</translation>
        </message>
        <message>
            <source>{0} is only for {1}, not for {2}</source>
            <translation>{0} 仅限 {1},不能发给 {2}</translation>
        </message>
        <message>
            <source>{0} is only for the region {1}, not for {2}</source>
            <translation>{0} 仅限区域 {1},不能发往 {2}</translation>
        </message>
        <message>
            <source>any other</source>
            <translation>任何其他</translation>
        </message>
        <message>
            <source>{0} prints more, and {1}</source>
            <translation>多打印 {0} 次,{1}</translation>
        </message>
        <message>
            <source>counted by the PLC</source>
            <translation>由PLC计数</translation>
        </message>
        <message>
            <source>the PLC counted {0} more than were sent</source>
            <translation>PLC计数比下发多 {0}</translation>
        </message>
        <message>
            <source>of the last {0} prints none was counted</source>
            <translation>最近 {0} 次打印均未计数</translation>
        </message>
        <message>
            <source>{0} items, and a depth of {1} codes</source>
            <translation>{0} 件产品,而深度为 {1} 个码</translation>
        </message>
        <message>
            <source>a good read came from it</source>
            <translation>已正确读取一次</translation>
        </message>
        <message>
            <source>the disk is full</source>
            <translation>磁盘已满</translation>
        </message>
        <message>
            <source>it is as it should be again</source>
            <translation>已恢复正常</translation>
        </message>
        <message>
            <source>the order goes on, or is finished</source>
            <translation>工单继续,或已结束</translation>
        </message>
        <message>
            <source>the target of {0} is reached</source>
            <translation>已达到计划数量 {0}</translation>
        </message>
        <message>
            <source>{0} good items</source>
            <translation>{0} 件良品</translation>
        </message>
        <message>
            <source>good</source>
            <translation>良品</translation>
        </message>
        <message>
            <source>no_read</source>
            <translation>未读到</translation>
        </message>
        <message>
            <source>too_late</source>
            <translation>读取超时</translation>
        </message>
        <message>
            <source>missing</source>
            <translation>未到相机</translation>
        </message>
        <message>
            <source>multiple</source>
            <translation>多个码</translation>
        </message>
        <message>
            <source>duplicate</source>
            <translation>重码</translation>
        </message>
        <message>
            <source>unknown_code</source>
            <translation>未知码</translation>
        </message>
        <message>
            <source>wrong_symbol</source>
            <translation>码制不符</translation>
        </message>
        <message>
            <source>wrong_product</source>
            <translation>其他产品</translation>
        </message>
        <message>
            <source>wrong_batch</source>
            <translation>其他批次</translation>
        </message>
        <message>
            <source>wrong_level</source>
            <translation>其他层级</translation>
        </message>
        <message>
            <source>already_packed</source>
            <translation>已装箱</translation>
        </message>
        <message>
            <source>rejected_before</source>
            <translation>曾被剔除</translation>
        </message>
        <message>
            <source>not_printed</source>
            <translation>未在此打印</translation>
        </message>
        <message>
            <source>pair_incomplete</source>
            <translation>缺第二个码</translation>
        </message>
        <message>
            <source>too_early</source>
            <translation>扫描过早</translation>
        </message>
        <message>
            <source>set_broken</source>
            <translation>套标不全</translation>
        </message>
        <message>
            <source>pair_broken</source>
            <translation>两件产品的码</translation>
        </message>
        <message>
            <source>only the inner code: {0}</source>
            <translation>只有内码:{0}</translation>
        </message>
        <message>
            <source>the inner code is missing: {0}</source>
            <translation>缺少内码:{0}</translation>
        </message>
        <message>
            <source>{0} is the inner code of another one</source>
            <translation>{0} 是另一件的内码</translation>
        </message>
        <message>
            <source>{0} is in use already</source>
            <translation>{0} 已被使用</translation>
        </message>
        <message>
            <source>the inner code: {0}</source>
            <translation>内码:{0}</translation>
        </message>
        <message>
            <source>{0} isn't its inner code, another one is</source>
            <translation>{0} 不是其内码,其内码是另一个</translation>
        </message>
        <message>
            <source>{0} belongs to another one by its file</source>
            <translation>按文件 {0} 属于另一件</translation>
        </message>
        <message>
            <source>order {0} is not on the line</source>
            <translation>工单 {0} 不在产线上</translation>
        </message>
        <message>
            <source>pictures come into its folder by themselves: trigger it, and see its last events</source>
            <translation>图片自动进入其文件夹:请触发,然后查看其最近事件</translation>
        </message>
        <message>
            <source>the device is not connected; see what it says of itself</source>
            <translation>设备未连接;请查看其自身提示</translation>
        </message>
        <message>
            <source>a test label has {0} dots a millimetre</source>
            <translation>测试标签为每毫米 {0} 点</translation>
        </message>
        <message>
            <source>{0} is no device of this line; choose one of the list</source>
            <translation>{0} 不是本产线的设备;请从列表中选择</translation>
        </message>
        <message>
            <source>{0} is a {1} and has no such test</source>
            <translation>{0} 是{1},没有此项测试</translation>
        </message>
        <message>
            <source>there is no test label {0}; choose one of the list</source>
            <translation>没有测试标签 {0};请从列表中选择</translation>
        </message>
        <message>
            <source>read {0}: {1} ({2} ms)</source>
            <translation>读取 {0}:{1}({2} 毫秒)</translation>
        </message>
        <message>
            <source>counters: {0} products, {1} prints, {2} rejects</source>
            <translation>计数:产品 {0},打印 {1},剔除 {2}</translation>
        </message>
        <message>
            <source>ready, room for {0}</source>
            <translation>就绪,可容纳 {0}</translation>
        </message>
        <message>
            <source>over: {0}</source>
            <translation>已结束:{0}</translation>
        </message>
        <message>
            <source>a job accepted</source>
            <translation>已接受一个作业</translation>
        </message>
        <message>
            <source>{0} not sent: {1}</source>
            <translation>{0} 个未下发:{1}</translation>
        </message>
        <message>
            <source>{0} in doubt: {1}</source>
            <translation>{0} 个存疑:{1}</translation>
        </message>
        <message>
            <source>emptied, {0} dropped</source>
            <translation>已清空,丢弃 {0} 个</translation>
        </message>
        <message>
            <source>its counter: {0}</source>
            <translation>其计数:{0}</translation>
        </message>
        <message>
            <source>no read {0}: {1}</source>
            <translation>未读到 {0}:{1}</translation>
        </message>
        <message>
            <source>{0}, encoder {1}</source>
            <translation>{0},编码器 {1}</translation>
        </message>
        <message>
            <source>{0} events lost</source>
            <translation>丢失 {0} 个事件</translation>
        </message>
        <message>
            <source>verdict on {0} taken</source>
            <translation>对 {0} 的判定已取走</translation>
        </message>
        <message>
            <source>no heartbeat for {0} ms</source>
            <translation>{0} 毫秒没有心跳</translation>
        </message>
        <message>
            <source>this screen only watches; take control first</source>
            <translation>此屏幕只能查看;请先取得控制权</translation>
        </message>
        <message>
            <source>this screen has left; open it anew</source>
            <translation>此屏幕已断开;请重新打开</translation>
        </message>
        <message>
            <source>the station could not do that; what went wrong stands in its log</source>
            <translation>工位未能完成操作;原因见其日志</translation>
        </message>
        <message>
            <source>no code of this order is in doubt</source>
            <translation>本工单没有存疑的码</translation>
        </message>
        <message>
            <source>create an order</source>
            <translation>新建工单</translation>
        </message>
        <message>
            <source>open an order</source>
            <translation>开单</translation>
        </message>
        <message>
            <source>no file {0} lies in {1}; choose another one</source>
            <translation>{1} 中没有文件 {0};请另选</translation>
        </message>
        <message>
            <source>the product {0} makes its codes itself</source>
            <translation>产品 {0} 自行生成码</translation>
        </message>
        <message>
            <source>order {0} is on the line, but {1}</source>
            <translation>工单 {0} 在产线上,但{1}</translation>
        </message>
        <message>
            <source>cancel an order</source>
            <translation>取消工单</translation>
        </message>
        <message>
            <source>unprinted codes go one of two ways: {0}</source>
            <translation>未打印的码有两种去向:{0}</translation>
        </message>
        <message>
            <source>log in first: who may run the line takes control</source>
            <translation>请先登录:有权运行产线的人才能取得控制权</translation>
        </message>
        <message>
            <source>this password was given by somebody else; choose one of your own first</source>
            <translation>此密码由他人设定;请先自设密码</translation>
        </message>
        <message>
            <source>check a line file</source>
            <translation>检查产线文件</translation>
        </message>
        <message>
            <source>{0} is no role; there are: {1}</source>
            <translation>{0} 不是角色;可用:{1}</translation>
        </message>
        <message>
            <source>the picture isn't there any more: the camera keeps only the newest ones</source>
            <translation>图片已不存在:相机只保留最新的</translation>
        </message>
        <message>
            <source>the record of order {0} is being made for another screen; wait for it</source>
            <translation>正在为另一屏幕生成工单 {0} 的记录,请稍候</translation>
        </message>
        <message>
            <source>there is no record of order {0} yet; make it first</source>
            <translation>工单 {0} 尚无记录,请先生成</translation>
        </message>
        <message>
            <source>the record has pages 1 to {0}, and no {1}</source>
            <translation>记录有第 1 至 {0} 页,没有第 {1} 页</translation>
        </message>
        <message>
            <source>it ended without a word</source>
            <translation>它结束时未作任何说明</translation>
        </message>
        <message>
            <source>look at the orders</source>
            <translation>查看工单</translation>
        </message>
        <message>
            <source>make a batch record</source>
            <translation>生成批次记录</translation>
        </message>
        <message>
            <source>look at a batch record</source>
            <translation>查看批次记录</translation>
        </message>
        <message>
            <source>save a batch record</source>
            <translation>保存批次记录</translation>
        </message>
        <message>
            <source>there is no record of order {0}; make it first</source>
            <translation>工单 {0} 没有记录,请先生成</translation>
        </message>
        <message>
            <source>{0} isn't there any more; put the stick in again</source>
            <translation>{0} 已不在,请重新插入 U 盘</translation>
        </message>
        <message>
            <source>{0}: {1}; choose another place</source>
            <translation>{0}:{1};请选择其他位置</translation>
        </message>
        <message>
            <source>{0}: no folder for papers ({1})</source>
            <translation>{0}:没有存放报表的文件夹({1})</translation>
        </message>
        <message>
            <source>look at the figures of a shift</source>
            <translation>查看班次数据</translation>
        </message>
        <message>
            <source>a span can't end before it begins; choose another one</source>
            <translation>时间段不能在开始前结束,请另选</translation>
        </message>
        <message>
            <source>{0} is no span of time; there are: {1}</source>
            <translation>{0} 不是时间段,可选:{1}</translation>
        </message>
        <message>
            <source>look at the audit trail</source>
            <translation>查看审计追踪</translation>
        </message>
        <message>
            <source>{0} is no category; there are: {1}</source>
            <translation>{0} 不是类别,可选:{1}</translation>
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
            <source>no item was judged</source>
            <translation>没有检测任何产品</translation>
        </message>
        <message>
            <source>the line did not run</source>
            <translation>产线没有运行</translation>
        </message>
        <message>
            <source>look at a code</source>
            <translation>查看码</translation>
        </message>
        <message>
            <source>it is in no container; scan a label, or an item in one</source>
            <translation>不在任何箱/托盘中;请扫描标签,或其中的产品</translation>
        </message>
        <message>
            <source>{0} is no fate; there are: {1}</source>
            <translation>{0} 不是去向;可用:{1}</translation>
        </message>
        <message>
            <source>look at the uploads</source>
            <translation>查看上传</translation>
        </message>
        <message>
            <source>{0} is no kind of batches; there are: {1}</source>
            <translation>{0} 不是上传批的种类,可选:{1}</translation>
        </message>
        <message>
            <source>batch {0} isn't there; choose one of the list</source>
            <translation>没有上传批 {0},请从列表中选择</translation>
        </message>
        <message>
            <source>{0} events wait to be recorded</source>
            <translation>{0} 个事件等待记录</translation>
        </message>
        <message>
            <source>the core did not answer in time</source>
            <translation>核心未及时应答</translation>
        </message>
        <message>
            <source>the line has stopped: {0}</source>
            <translation>产线已停止:{0}</translation>
        </message>
        <message>
            <source>the PLC was out of sight</source>
            <translation>PLC曾失去联系</translation>
        </message>
        <message>
            <source>the PLC's counter began anew</source>
            <translation>PLC计数器已重新开始</translation>
        </message>
        <message>
            <source>this is no command of people</source>
            <translation>这不是人员操作的命令</translation>
        </message>
        <message>
            <source>log out</source>
            <translation>登出</translation>
        </message>
        <message>
            <source>codes granted to level {0}</source>
            <translation>已为第 {0} 级追加码</translation>
        </message>
        <message>
            <source>{0} refused batches to be sent again</source>
            <translation>重发 {0} 个被拒的上传批</translation>
        </message>
        <message>
            <source>codes that came back taken</source>
            <translation>已取用退回的码</translation>
        </message>
        <message>
            <source>order file {0}</source>
            <translation>工单文件 {0}</translation>
        </message>
        <message>
            <source>PIN and badge are for coming back; log in with the password first</source>
            <translation>PIN码和工牌只用于返回;请先用密码登录</translation>
        </message>
        <message>
            <source>{0} is not logged in at this station; log in first</source>
            <translation>{0} 未在本工位登录;请先登录</translation>
        </message>
        <message>
            <source>the shift of {0} is over; log in with the password</source>
            <translation>{0} 的班次已结束;请用密码登录</translation>
        </message>
        <message>
            <source>the screen of {0} locked itself; come back with PIN, badge or password</source>
            <translation>{0} 的屏幕已自动锁定;请用PIN码、工牌或密码返回</translation>
        </message>
        <message>
            <source>no fixed scanner is there: scan it with a hand scanner</source>
            <translation>没有固定扫描器:请用手持扫描枪扫描</translation>
        </message>
        <message>
            <source>Check the PLC.</source>
            <translation>请检查PLC。</translation>
        </message>
        <message>
            <source>link lost ({0})</source>
            <translation>连接中断({0})</translation>
        </message>
        <message>
            <source>Check power and cable.</source>
            <translation>请检查电源与网线。</translation>
        </message>
        <message>
            <source>not printed: {0}</source>
            <translation>未打印:{0}</translation>
        </message>
        <message>
            <source>in doubt: {0}</source>
            <translation>存疑:{0}</translation>
        </message>
        <message>
            <source>log in by password</source>
            <translation>密码登录</translation>
        </message>
        <message>
            <source>log in by PIN</source>
            <translation>PIN码登录</translation>
        </message>
        <message>
            <source>log in by badge</source>
            <translation>工牌登录</translation>
        </message>
        <message>
            <source>name or password is wrong, or the account is locked for a while after wrong tries</source>
            <translation>用户名或密码错误,或多次输错后账户暂时锁定</translation>
        </message>
        <message>
            <source>choose a password of your own first: packline user password NAME</source>
            <translation>请先设置自己的密码: packline user password NAME</translation>
        </message>
        <message>
            <source>there is no user {0}; packline user list names them</source>
            <translation>没有用户 {0};packline user list 可列出用户</translation>
        </message>
        <message>
            <source>refused: badges are locked</source>
            <translation>已拒绝:工牌登录已锁定</translation>
        </message>
        <message>
            <source>refused: no user has this badge, try {0}</source>
            <translation>已拒绝:没有用户持此工牌,第 {0} 次</translation>
        </message>
        <message>
            <source>{0}; badges locked for {1} s</source>
            <translation>{0};工牌登录锁定 {1} 秒</translation>
        </message>
        <message>
            <source>refused: the account is locked or disabled</source>
            <translation>已拒绝:账户已锁定或停用</translation>
        </message>
        <message>
            <source>refused: no such user</source>
            <translation>已拒绝:没有此用户</translation>
        </message>
        <message>
            <source>it is locked</source>
            <translation>已锁定</translation>
        </message>
        <message>
            <source>it is disabled</source>
            <translation>已停用</translation>
        </message>
        <message>
            <source>refused: wrong, try {0}</source>
            <translation>已拒绝:错误,第 {0} 次</translation>
        </message>
        <message>
            <source>{0}; locked for {1} s</source>
            <translation>{0};锁定 {1} 秒</translation>
        </message>
        <message>
            <source>there are users already; an administrator adds more</source>
            <translation>已有用户;请由管理员添加</translation>
        </message>
        <message>
            <source>a station has {0} users at most</source>
            <translation>一个工位最多 {0} 个用户</translation>
        </message>
        <message>
            <source>there is a user {0} already; give another name</source>
            <translation>已有用户 {0};请换一个名字</translation>
        </message>
        <message>
            <source>user {0} added as {1}</source>
            <translation>已添加用户 {0},角色为{1}</translation>
        </message>
        <message>
            <source>user {0}</source>
            <translation>用户 {0}</translation>
        </message>
        <message>
            <source>enabled</source>
            <translation>启用</translation>
        </message>
        <message>
            <source>disabled</source>
            <translation>停用</translation>
        </message>
        <message>
            <source>user {0} is {1} now, was {2}</source>
            <translation>用户 {0} 现为{1},原为{2}</translation>
        </message>
        <message>
            <source>password of user {0} changed</source>
            <translation>用户 {0} 的密码已更改</translation>
        </message>
        <message>
            <source>only operators and line leaders have a PIN; use the password</source>
            <translation>只有操作员和线长有PIN码;请用密码</translation>
        </message>
        <message>
            <source>PIN of user {0} changed</source>
            <translation>用户 {0} 的PIN码已更改</translation>
        </message>
        <message>
            <source>{0} has no PIN</source>
            <translation>{0} 没有PIN码</translation>
        </message>
        <message>
            <source>PIN of user {0} removed</source>
            <translation>用户 {0} 的PIN码已删除</translation>
        </message>
        <message>
            <source>this badge is somebody else's; take another one</source>
            <translation>此工牌是别人的;请换一张</translation>
        </message>
        <message>
            <source>badge of user {0} changed</source>
            <translation>用户 {0} 的工牌已更改</translation>
        </message>
        <message>
            <source>{0} has no badge</source>
            <translation>{0} 没有工牌</translation>
        </message>
        <message>
            <source>badge of user {0} removed</source>
            <translation>用户 {0} 的工牌已删除</translation>
        </message>
        <message>
            <source>this is the last administrator; make another one first</source>
            <translation>这是最后一位管理员;请先设另一位</translation>
        </message>
        <message>
            <source>done; the password must be changed</source>
            <translation>完成;必须更改密码</translation>
        </message>
        <message>
            <source>{0}: it is there already; name a new file</source>
            <translation>{0}:已存在;请换一个新文件名</translation>
        </message>
        <message>
            <source>{0}: there is no such folder; make it first</source>
            <translation>{0}:没有此文件夹;请先建立</translation>
        </message>
        <message>
            <source>it ends at entry {0} or after</source>
            <translation>结束于第 {0} 条或之后</translation>
        </message>
        <message>
            <source>the copy fails its check: {0}</source>
            <translation>副本未通过检查:{0}</translation>
        </message>
        <message>
            <source>the copy ends at {0}, not {1}</source>
            <translation>副本结束于 {0},不是 {1}</translation>
        </message>
        <message>
            <source>codes in one set of a file</source>
            <translation>文件中一套的码</translation>
        </message>
        <message>
            <source>{0}: its journal is chained with a key that isn't here; bring it back with `packline key import FILE`</source>
            <translation>{0}:其日志所用的密钥不在此处;请用 `packline key import FILE` 导回</translation>
        </message>
        <message>
            <source>{0}: its journal was chained with another key; bring that one back with `packline key import FILE`</source>
            <translation>{0}:其日志使用了另一密钥;请用 `packline key import FILE` 导回该密钥</translation>
        </message>
        <message>
            <source>{0}: only {1} are free, {2} are needed; free some space, or lower limits.disk_reserve_mb in the line file</source>
            <translation>{0}:只剩 {1},需要 {2};请清理空间,或在产线文件中降低 limits.disk_reserve_mb</translation>
        </message>
        <message>
            <source>{0}: can't be written ({1}); check the disk and the rights, then start again</source>
            <translation>{0}:无法写入({1});请检查磁盘与权限,然后重新启动</translation>
        </message>
        <message>
            <source>{0} (SQLite {1})</source>
            <translation>{0}(SQLite {1})</translation>
        </message>
        <message>
            <source>{0}: encryption needs sqlcipher3; install it, or set [store] encryption = "off" in the line file</source>
            <translation>{0}:加密需要 sqlcipher3;请安装,或在产线文件中设 [store] encryption = "off"</translation>
        </message>
        <message>
            <source>{0} has the WAL-reset bug; install sqlcipher3</source>
            <translation>{0} 有 WAL 重置缺陷;请安装 sqlcipher3</translation>
        </message>
        <message>
            <source>{0}: the commit failed ({1}); what it left behind is unknown. Start the station again: it reads the truth from the disk.</source>
            <translation>{0}:提交失败({1});留下的内容未知。请重新启动工位,它会从磁盘读取实际状态。</translation>
        </message>
        <message>
            <source>{0}: there is no such folder; make it or name another one</source>
            <translation>{0}:没有此文件夹;请建立,或换一个</translation>
        </message>
        <message>
            <source>{0}: this is a folder; name the database file in it</source>
            <translation>{0}:这是文件夹;请指定其中的数据库文件</translation>
        </message>
        <message>
            <source>{0}: can't be read ({1}); check its rights</source>
            <translation>{0}:无法读取({1});请检查其权限</translation>
        </message>
        <message>
            <source>it is no SQLite database, or it is encrypted</source>
            <translation>不是 SQLite 数据库,或已加密</translation>
        </message>
        <message>
            <source>{0}: this is a database of another program; it was left untouched</source>
            <translation>{0}:这是另一程序的数据库;未作改动</translation>
        </message>
        <message>
            <source>{0}: its disk can't hold a WAL; name a local folder</source>
            <translation>{0}:其磁盘不支持 WAL;请指定本地文件夹</translation>
        </message>
        <message>
            <source>{0}: {1}. Run `packline check`, then restore a backup.</source>
            <translation>{0}:{1}。请运行 `packline check`,然后恢复备份。</translation>
        </message>
        <message>
            <source>its key doesn't open it</source>
            <translation>其密钥无法打开</translation>
        </message>
        <message>
            <source>{0}: the key doesn't open it, or its first page is damaged. Bring the right key back with `packline key import FILE`, or restore a backup.</source>
            <translation>{0}:密钥无法打开,或首页已损坏。请用 `packline key import FILE` 导回正确密钥,或恢复备份。</translation>
        </message>
        <message>
            <source>it can't be opened; check the rights of the file and its folder</source>
            <translation>无法打开;请检查文件及其文件夹的权限</translation>
        </message>
        <message>
            <source>another program holds it; end that one first</source>
            <translation>另一程序正占用;请先结束该程序</translation>
        </message>
        <message>
            <source>it can't be written; check the rights of the file and its folder</source>
            <translation>无法写入;请检查文件及其文件夹的权限</translation>
        </message>
        <message>
            <source>the disk reports an error; stop, check the disk, then start again</source>
            <translation>磁盘报错;请停线,检查磁盘,然后重新启动</translation>
        </message>
        <message>
            <source>the disk is full; free some space and start again</source>
            <translation>磁盘已满;请清理空间后重新启动</translation>
        </message>
        <message>
            <source>{0}: another thread holds the writing connection</source>
            <translation>{0}:另一线程占用写连接</translation>
        </message>
        <message>
            <source>{0}: a fence of the database held: {1}</source>
            <translation>{0}:数据库的约束阻止了写入:{1}</translation>
        </message>
        <message>
            <source>it can't be read as a database ({0})</source>
            <translation>无法作为数据库读取({0})</translation>
        </message>
        <message>
            <source>{0}: the witness is gone; bring its disk back</source>
            <translation>{0}:见证文件不见了;请恢复其磁盘</translation>
        </message>
        <message>
            <source>{0} was written by another one</source>
            <translation>{0} 由另一方写入</translation>
        </message>
        <message>
            <source>skipped: the station ended without a stop</source>
            <translation>已跳过:工位未正常停止</translation>
        </message>
        <message>
            <source>may have been sent before the station ended without a stop</source>
            <translation>工位未正常停止前可能已下发</translation>
        </message>
        <message>
            <source>{0}: another station (process {1}) works on this database; end it first</source>
            <translation>{0}:另一工位(进程 {1})正在使用此数据库;请先结束它</translation>
        </message>
        <message>
            <source>{0}: another push (process {1}) is at work; it goes on</source>
            <translation>{0}:另一个上传(进程 {1})正在进行,它会继续</translation>
        </message>
        <message>
            <source>{0}: it was written by a newer Packline (schema {1}); install that version</source>
            <translation>{0}:由更新版本的 Packline(结构 {1})写入;请安装该版本</translation>
        </message>
        <message>
            <source>the platform lost it</source>
            <translation>平台丢失了该批</translation>
        </message>
        <message>
            <source>outbox row {0} is {1} and can't be {2}</source>
            <translation>待发第 {0} 条状态为 {1},不能改为 {2}</translation>
        </message>
        <message>
            <source>not there</source>
            <translation>不存在</translation>
        </message>
        <message>
            <source>there are more than {0}, which this version can't take at once; none was left out in silence</source>
            <translation>多于 {0},本版本无法一次处理;没有遗漏任何一条</translation>
        </message>
        <message>
            <source>nobody's password</source>
            <translation>不属于任何人的密码</translation>
        </message>
        <message>
            <source>a name has 1 to {0} printable characters</source>
            <translation>用户名为 1 到 {0} 个可见字符</translation>
        </message>
        <message>
            <source>a password has {0} to {1} characters</source>
            <translation>密码为 {0} 到 {1} 个字符</translation>
        </message>
        <message>
            <source>this password is too easy to guess; take a longer, more varied one</source>
            <translation>此密码太容易猜到;请用更长、更多样的密码</translation>
        </message>
        <message>
            <source>a PIN has {0} to {1} digits</source>
            <translation>PIN码为 {0} 到 {1} 位数字</translation>
        </message>
        <message>
            <source>this PIN is too easy to guess; take other digits</source>
            <translation>此PIN码太容易猜到;请换其他数字</translation>
        </message>
        <message>
            <source>a badge's text has {0} to {1} characters</source>
            <translation>工牌内容为 {0} 到 {1} 个字符</translation>
        </message>
        <message>
            <source>series {0} has {1} serials left</source>
            <translation>码段 {0} 还剩 {1} 个序号</translation>
        </message>
        <message>
            <source>orders that are not complete</source>
            <translation>未完成的工单</translation>
        </message>
        <message>
            <source>containers that are not finished</source>
            <translation>未完成的箱/托盘</translation>
        </message>
        <message>
            <source>entries in one story</source>
            <translation>一条履历中的记录</translation>
        </message>
        <message>
            <source>entries of {0}</source>
            <translation>{0} 的记录</translation>
        </message>
        <message>
            <source>alarms that stand</source>
            <translation>未清除的报警</translation>
        </message>
        <message>
            <source>two copies were running</source>
            <translation>曾有两个副本在运行</translation>
        </message>
        <message>
            <source>unlock it with two people: packline unlock</source>
            <translation>由两人解锁:packline unlock</translation>
        </message>
        <message>
            <source>this database is a backup that was put in place</source>
            <translation>此数据库是恢复的备份</translation>
        </message>
        <message>
            <source>If the newer one is lost for good, {0}</source>
            <translation>如确认较新的数据库已丢失,{0}</translation>
        </message>
        <message>
            <source>this database lacks what its witness saw: it was restored, or a copy runs elsewhere</source>
            <translation>此数据库比见证文件旧:曾被恢复,或有副本在别处运行</translation>
        </message>
        <message>
            <source>End the copy, or bring the newer database back; if it is lost for good, {0}</source>
            <translation>停止副本,或找回较新的数据库;如已丢失,{0}</translation>
        </message>
        <message>
            <source>another copy of this station was started with the same witness</source>
            <translation>本工位的另一副本已用同一见证文件启动</translation>
        </message>
        <message>
            <source>Keep one copy and take the other out of use; then {0}</source>
            <translation>只保留一个副本;然后{0}</translation>
        </message>
        <message>
            <source>this database ran on another PC or in another folder before</source>
            <translation>此数据库之前在另一台电脑或另一文件夹中运行</translation>
        </message>
        <message>
            <source>If the other one will never run again, {0}</source>
            <translation>如确认原工位不再运行,{0}</translation>
        </message>
        <message>
            <source>the witness of this database isn't there</source>
            <translation>此数据库的见证文件不存在</translation>
        </message>
        <message>
            <source>Bring its disk back and start again; if it is lost for good, {0}</source>
            <translation>恢复其所在磁盘后重新启动;如已丢失,{0}</translation>
        </message>
        <message>
            <source>the witness belongs to another database</source>
            <translation>见证文件属于另一个数据库</translation>
        </message>
        <message>
            <source>Name the right file in the line file; if that database is lost for good, {0}</source>
            <translation>在产线文件中填写正确的见证文件;如该数据库已丢失,{0}</translation>
        </message>
        <message>
            <source>the witness can't be read as one</source>
            <translation>见证文件已损坏</translation>
        </message>
        <message>
            <source>Bring the right file back; if it is lost for good, {0}</source>
            <translation>恢复正确的文件;如已丢失,{0}</translation>
        </message>
        <message>
            <source>the witness's place can't be reached</source>
            <translation>见证文件所在位置无法访问</translation>
        </message>
        <message>
            <source>Bring its disk back, or name another place in the line file; then start again</source>
            <translation>恢复其磁盘,或在产线文件中另设位置;然后重新启动</translation>
        </message>
        <message>
            <source>locked: {0} ({1}). {2}. {3}</source>
            <translation>已锁定:{0}({1})。{2}。{3}</translation>
        </message>
        <message>
            <source>it was {0}</source>
            <translation>原为 {0}</translation>
        </message>
        <message>
            <source>{0}: of {1}</source>
            <translation>{0}:属于 {1}</translation>
        </message>
        <message>
            <source>session {0} is none of this database</source>
            <translation>会话 {0} 不属于此数据库</translation>
        </message>
        <message>
            <source>the PC's id or the folder differs</source>
            <translation>电脑标识或文件夹不同</translation>
        </message>
        <message>
            <source>{0}; nothing was imported</source>
            <translation>{0};没有导入任何内容</translation>
        </message>
        <message>
            <source>every turn is written, but the log can't be folded into the file: {0}</source>
            <translation>每次记录都已写入,但日志无法合并到文件:{0}</translation>
        </message>
        <message>
            <source>an earlier commit failed, so nothing is done: {0}</source>
            <translation>之前的提交失败,因此不执行任何操作:{0}</translation>
        </message>
        <message>
            <source>{0}: {1} texts for {2} codes; nothing was imported</source>
            <translation>{0}:{1} 段文本对应 {2} 个码;没有导入任何内容</translation>
        </message>
        <message>
            <source>code {0} has {1} bytes, not 1 to {2}</source>
            <translation>码 {0} 有 {1} 字节,应为 1 到 {2}</translation>
        </message>
        <message>
            <source>code {0} stands there twice</source>
            <translation>码 {0} 重复出现</translation>
        </message>
        <message>
            <source>code {0} was imported before</source>
            <translation>码 {0} 之前已导入</translation>
        </message>
        <message>
            <source>{0}: the witness can't be written ({1}); check its disk and rights</source>
            <translation>{0}:见证文件无法写入({1});请检查其磁盘与权限</translation>
        </message>
        <message>
            <source>{0}: the witness's folder isn't there; bring its disk back</source>
            <translation>{0}:见证文件所在文件夹不存在;请恢复其磁盘</translation>
        </message>
        <message>
            <source>{0}: the witness can't be read ({1})</source>
            <translation>{0}:见证文件无法读取({1})</translation>
        </message>
        <message>
            <source>{0}: this is no witness ({1}); look for the right file, or unlock the database with a new epoch</source>
            <translation>{0}:这不是见证文件({1});请找到正确文件,或用新纪元解锁数据库</translation>
        </message>
        <message>
            <source>the witness belongs to database {0}, this is {1}; name the right file</source>
            <translation>见证文件属于数据库 {0},本库为 {1};请指定正确文件</translation>
        </message>
        <message>
            <source>the database is older than its witness: {0}. It was restored, or a copy of it runs elsewhere; unlock it with a new epoch</source>
            <translation>数据库比其见证文件旧:{0}。曾被恢复,或有副本在别处运行;请用新纪元解锁</translation>
        </message>
        <message>
            <source>its epoch is {0}, the witness saw {1}</source>
            <translation>其纪元为 {0},见证文件为 {1}</translation>
        </message>
        <message>
            <source>its journal ends at {0}, the witness saw {1}</source>
            <translation>其日志结束于 {0},见证文件为 {1}</translation>
        </message>
        <message>
            <source>its journal went another way at entry {0} or before</source>
            <translation>其日志从第 {0} 条或更早起不同</translation>
        </message>
        <message>
            <source>series {0} ends at {1}, not at {2}</source>
            <translation>码段 {0} 结束于 {1},不是 {2}</translation>
        </message>
        <message>
            <source>{0}: no station runs here; start it with `packline station`</source>
            <translation>{0}:此处没有工位在运行;请用 `packline station` 启动</translation>
        </message>
        <message>
            <source>{0}: can't be read ({1}); is it this station's folder?</source>
            <translation>{0}:无法读取({1});这是本工位的文件夹吗?</translation>
        </message>
        <message>
            <source>the station hung up</source>
            <translation>工位断开了连接</translation>
        </message>
        <message>
            <source>the station speaks otherwise than this screen ({0})</source>
            <translation>工位与此屏幕的通信内容不一致({0})</translation>
        </message>
        <message>
            <source>it has stopped</source>
            <translation>已停止</translation>
        </message>
        <message>
            <source>{0}: the station doesn't answer ({1}); start it with `packline station`</source>
            <translation>{0}:工位没有应答({1});请用 `packline station` 启动</translation>
        </message>
        <message>
            <source>the answer is too long for a screen; ask for less of it</source>
            <translation>结果过长,屏幕无法显示;请缩小查询范围</translation>
        </message>
        <message>
            <source>it spoke out of turn</source>
            <translation>对方未按顺序通信</translation>
        </message>
        <message>
            <source>its first word was no greeting</source>
            <translation>首条消息不是问候</translation>
        </message>
        <message>
            <source>this screen is of edition {0} and the station of {1}: start the screen anew from the station's installation</source>
            <translation>此屏幕的版本为 {0},工位的版本为 {1}:请用工位所装的程序重新启动屏幕</translation>
        </message>
        <message>
            <source>it sent more than {0} bytes</source>
            <translation>对方发送的数据超过 {0} 字节</translation>
        </message>
        <message>
            <source>it greeted twice</source>
            <translation>重复问候</translation>
        </message>
        <message>
            <source>more than {0} of its requests wait</source>
            <translation>其等待的请求多于 {0}</translation>
        </message>
        <message>
            <source>{0} screens are attached already; close one of them</source>
            <translation>已连接 {0} 个屏幕;请先关闭其中一个</translation>
        </message>
    </context>
</TS>
