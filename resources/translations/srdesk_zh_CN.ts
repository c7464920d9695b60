<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>&amp;Licences…</source>
        <translation>许可证(&amp;L)…</translation>
    </message>
    <message>
        <source>About srdesk</source>
        <translation>关于 srdesk</translation>
    </message>
    <message>
        <source>Built {0}</source>
        <translation>构建于 {0}</translation>
    </message>
    <message>
        <source>It stands on the work of others:</source>
        <translation>它建立在这些项目之上：</translation>
    </message>
    <message>
        <source>Restores and enlarges photographs on this computer, without the network and without a graphics card.
srdesk and the networks it comes with are free software under the MIT licence.
It does not look for newer versions: they are where you have this one from.</source>
        <translation>在本机上修复和放大照片，不联网，也不需要显卡。
srdesk 及其自带的神经网络均为自由软件，采用 MIT 许可证。
它不会检查新版本：新版本就在您获得本程序的地方。</translation>
    </message>
</context>
<context>
    <name>AppearanceMenus</name>
    <message>
        <source>As the system has it ({0})</source>
        <translation>跟随系统（{0}）</translation>
    </message>
    <message>
        <source>As the system has them</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>配色(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Reduce motion</source>
        <translation>减少动态效果(&amp;R)</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>La&amp;nguage</source>
        <translation>语言(&amp;N)</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Nothing moves by itself</source>
        <translation>任何内容都不会自行移动</translation>
    </message>
</context>
<context>
    <name>BatchController</name>
    <message>
        <source>Batch: {0}</source>
        <translation>批处理：{0}</translation>
    </message>
    <message>
        <source>File → Batch… shows more.</source>
        <translation>更多内容见“文件 → 批处理…”。</translation>
    </message>
    <message>
        <source>Show the batch</source>
        <translation>显示批处理</translation>
    </message>
    <message>
        <source>The batch has ended: {0}</source>
        <translation>批处理已结束：{0}</translation>
    </message>
    <message>
        <source>beginning …</source>
        <translation>正在开始……</translation>
    </message>
</context>
<context>
    <name>BatchWindow</name>
    <message>
        <source>&amp;Back</source>
        <translation>上一步(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>下一步(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Open the batch of a folder…</source>
        <translation>打开文件夹中的批处理(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Plan</source>
        <translation>制定计划(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>开始(&amp;S)</translation>
    </message>
    <message>
        <source>1  Photos</source>
        <translation>1  照片</translation>
    </message>
    <message>
        <source>2  Options</source>
        <translation>2  选项</translation>
    </message>
    <message>
        <source>3  Plan</source>
        <translation>3  计划</translation>
    </message>
    <message>
        <source>4  Run</source>
        <translation>4  运行</translation>
    </message>
    <message>
        <source>5  Report</source>
        <translation>5  报告</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批处理</translation>
    </message>
    <message>
        <source>Cance&amp;l</source>
        <translation>取消(&amp;L)</translation>
    </message>
    <message>
        <source>Open the batch of a folder</source>
        <translation>打开文件夹中的批处理</translation>
    </message>
    <message>
        <source>Pages of the batch</source>
        <translation>批处理的各页</translation>
    </message>
</context>
<context>
    <name>ChoosePage</name>
    <message>
        <source>&amp;Results go into</source>
        <translation>结果保存到(&amp;R)</translation>
    </message>
    <message>
        <source>A folder for the results</source>
        <translation>存放结果的文件夹</translation>
    </message>
    <message>
        <source>Add a folder or photos, or drop them here.</source>
        <translation>请添加文件夹或照片，或拖放到这里。</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Add photos…</source>
        <translation>添加照片…</translation>
    </message>
    <message>
        <source>But no&amp;t names like</source>
        <translation>但不包括名称如(&amp;T)</translation>
    </message>
    <message>
        <source>Choose a folder for the results.</source>
        <translation>请选择存放结果的文件夹。</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Folder for the results</source>
        <translation>存放结果的文件夹</translation>
    </message>
    <message>
        <source>Folders inside too</source>
        <translation>包括子文件夹</translation>
    </message>
    <message>
        <source>Hidden files too</source>
        <translation>包括隐藏文件</translation>
    </message>
    <message>
        <source>Only &amp;names like</source>
        <translation>只包括名称如(&amp;N)</translation>
    </message>
    <message>
        <source>Photos are replaced in one folder: let that stand alone above.</source>
        <translation>替换照片时只能选一个文件夹：请让上面只剩它一个。</translation>
    </message>
    <message>
        <source>Replace the photos themselves; the originals are kept in a folder</source>
        <translation>替换照片本身；原件保留在一个文件夹中</translation>
    </message>
    <message>
        <source>Several with a semicolon between them; with a slash, paths within the folder.</source>
        <translation>多个名称用分号隔开；含斜杠的是文件夹内的路径。</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Which photos?</source>
        <translation>处理哪些照片？</translation>
    </message>
    <message>
        <source>all, or for instance *.jpg; scans/*</source>
        <translation>全部，或例如 *.jpg; scans/*</translation>
    </message>
    <message>
        <source>none, or for instance *_small*; old/*</source>
        <translation>不排除，或例如 *_small*; old/*</translation>
    </message>
    <message>
        <source>restored</source>
        <translation>已修复</translation>
    </message>
    <message>
        <source>{0} restored</source>
        <translation>{0} 已修复</translation>
    </message>
</context>
<context>
    <name>CompareView</name>
    <message>
        <source>Comparison of before and after</source>
        <translation>修复前后对比</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source> DPI</source>
        <translation> DPI</translation>
    </message>
    <message>
        <source> px</source>
        <translation> 像素</translation>
    </message>
    <message>
        <source>&amp;Device</source>
        <translation>设备(&amp;D)</translation>
    </message>
    <message>
        <source>8 bits (INT8)</source>
        <translation>8 位 (INT8)</translation>
    </message>
    <message>
        <source>All automatic</source>
        <translation>全部自动</translation>
    </message>
    <message>
        <source>All {0}</source>
        <translation>全部 {0}</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Automatic ({0} px)</source>
        <translation>自动（{0} 像素）</translation>
    </message>
    <message>
        <source>Automatic: {0}</source>
        <translation>自动：{0}</translation>
    </message>
    <message>
        <source>Below {0}, edges of tiles may show. {0} is exact.</source>
        <translation>小于 {0} 时可能看出图块边缘；{0} 是精确值。</translation>
    </message>
    <message>
        <source>DPI of the result</source>
        <translation>结果的 DPI</translation>
    </message>
    <message>
        <source>Fewer leave more of the computer to you. Takes effect at once.</source>
        <translation>线程越少，留给您的运算能力越多。立即生效。</translation>
    </message>
    <message>
        <source>Full (FP32)</source>
        <translation>全精度 (FP32)</translation>
    </message>
    <message>
        <source>Half (FP16)</source>
        <translation>半精度 (FP16)</translation>
    </message>
    <message>
        <source>How exactly it computes. Automatic is the fastest that costs next to nothing.</source>
        <translation>计算的精确程度。“自动”选用几乎不损失画质的最快精度。</translation>
    </message>
    <message>
        <source>Keep the photo&apos;s number</source>
        <translation>保留照片的数值</translation>
    </message>
    <message>
        <source>Ove&amp;rlap</source>
        <translation>重叠(&amp;R)</translation>
    </message>
    <message>
        <source>Pixels read around a tile. {0} looks {1} far: from the mark on, tiles leave no trace.</source>
        <translation>图块四周额外读取的像素。{0} 的感受范围为 {1} 像素：达到标记处后，图块不留任何痕迹。</translation>
    </message>
    <message>
        <source>Precisio&amp;n</source>
        <translation>精度(&amp;N)</translation>
    </message>
    <message>
        <source>Print resolution</source>
        <translation>打印分辨率</translation>
    </message>
    <message>
        <source>Prints keep their size</source>
        <translation>打印尺寸保持不变</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>Set it</source>
        <translation>指定</translation>
    </message>
    <message>
        <source>Side of the squares the photo is restored in. Small ones need less memory.</source>
        <translation>照片分块修复时每块的边长。块越小，占用内存越少。</translation>
    </message>
    <message>
        <source>T&amp;ile size</source>
        <translation>图块大小(&amp;I)</translation>
    </message>
    <message>
        <source>Thread&amp;s</source>
        <translation>线程(&amp;S)</translation>
    </message>
    <message>
        <source>What the file says about its size on paper; pixels are not changed.</source>
        <translation>文件中记录的打印尺寸；像素不会改变。</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>精确</translation>
    </message>
    <message>
        <source>overlap {0} px</source>
        <translation>重叠 {0} 像素</translation>
    </message>
    <message>
        <source>srdesk needs no graphics card; what is not listed is not there.</source>
        <translation>srdesk 不需要显卡；未列出的设备即不存在。</translation>
    </message>
    <message>
        <source>tiles of {0} px</source>
        <translation>图块 {0} 像素</translation>
    </message>
    <message>
        <source>{0} px</source>
        <translation>{0} 像素</translation>
    </message>
    <message>
        <source>{0} px, exact</source>
        <translation>{0} 像素，精确</translation>
    </message>
    <message>
        <source>{0} threads</source>
        <translation>{0} 个线程</translation>
    </message>
    <message>
        <source>{0}, by LiteRT</source>
        <translation>{0}（LiteRT）</translation>
    </message>
    <message>
        <source>{0}, by ONNX Runtime</source>
        <translation>{0}（ONNX Runtime）</translation>
    </message>
    <message>
        <source>{0}, by OpenCV</source>
        <translation>{0}，通过 OpenCV</translation>
    </message>
    <message>
        <source>{0}, by OpenVINO</source>
        <translation>{0}（OpenVINO）</translation>
    </message>
    <message>
        <source>{0}, by ncnn</source>
        <translation>{0}（ncnn）</translation>
    </message>
    <message>
        <source>−{0} dB</source>
        <translation>−{0} dB</translation>
    </message>
</context>
<context>
    <name>DiagnosticsDialog</name>
    <message>
        <source>Archives (*.zip)</source>
        <translation>压缩包 (*.zip)</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Save diagnostics</source>
        <translation>保存诊断信息</translation>
    </message>
    <message>
        <source>These files go into one archive, which stays on this computer until you send it to somebody. No photo is in it; your home folder and your name are left out. Names of files may be in the messages.</source>
        <translation>以下文件将合为一个压缩包，在您发送给他人之前只保存在本机。其中不含任何照片，您的主文件夹和姓名均已略去。消息中可能出现文件名。</translation>
    </message>
</context>
<context>
    <name>Divider</name>
    <message>
        <source>Divider between before and after</source>
        <translation>修复前后之间的分隔线</translation>
    </message>
    <message>
        <source>Drag to compare; double-click to centre</source>
        <translation>拖动以对比；双击居中</translation>
    </message>
</context>
<context>
    <name>DropHint</name>
    <message>
        <source>Drop to open</source>
        <translation>松开鼠标即可打开</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>&amp;Animation that blinks</source>
        <translation>闪烁动画(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Picture of both sides</source>
        <translation>两侧对比图(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Size of each side</source>
        <translation>每侧尺寸(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Web page with a divider</source>
        <translation>带分隔线的网页(&amp;W)</translation>
    </message>
    <message>
        <source>A GIF of at most 1280 pixels and 8 MB, in 256 colours.</source>
        <translation>GIF 动画，最大 1280 像素、8 MB，256 色。</translation>
    </message>
    <message>
        <source>A PNG with before and after next to each other.</source>
        <translation>PNG 图片，修复前后并排显示。</translation>
    </message>
    <message>
        <source>At most {0} pixels a side</source>
        <translation>每侧最多 {0} 像素</translation>
    </message>
    <message>
        <source>Every pixel ({0} × {1})</source>
        <translation>全部像素（{0} × {1}）</translation>
    </message>
    <message>
        <source>Export the comparison</source>
        <translation>导出对比</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>One file for any browser, phone or computer. It needs no network and loads nothing.</source>
        <translation>单个文件，可在任何手机或电脑的浏览器中打开。无需联网，也不加载任何外部内容。</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Size of each side</source>
        <translation>每侧尺寸</translation>
    </message>
    <message>
        <source>The w&amp;hole photo</source>
        <translation>整张照片(&amp;H)</translation>
    </message>
    <message>
        <source>What is &amp;visible now</source>
        <translation>当前可见部分(&amp;V)</translation>
    </message>
</context>
<context>
    <name>HelpDesk</name>
    <message>
        <source>The diagnostics are saved in {0}.</source>
        <translation>诊断信息已保存到 {0}。</translation>
    </message>
</context>
<context>
    <name>HelpPages</name>
    <message>
        <source>Help for srdesk</source>
        <translation>srdesk 帮助</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Restored in {0}</source>
        <translation>修复完成，用时 {0}</translation>
    </message>
</context>
<context>
    <name>Manners</name>
    <message>
        <source> GB</source>
        <translation> GB</translation>
    </message>
    <message>
        <source>&amp;When it is finished</source>
        <translation>完成后(&amp;W)</translation>
    </message>
    <message>
        <source>A minute is left in which you can call it off.</source>
        <translation>届时有一分钟可以取消。</translation>
    </message>
    <message>
        <source>All {0}</source>
        <translation>全部 {0} 个</translation>
    </message>
    <message>
        <source>End at the first photo that fails</source>
        <translation>有一张照片失败即结束</translation>
    </message>
    <message>
        <source>Fewer leave more of the computer to you. Takes effect at once.</source>
        <translation>越少，留给您使用的性能就越多。立即生效。</translation>
    </message>
    <message>
        <source>Half of what is free</source>
        <translation>可用内存的一半</translation>
    </message>
    <message>
        <source>Keep the computer awake meanwhile</source>
        <translation>期间不让计算机睡眠</translation>
    </message>
    <message>
        <source>Let other programs go first</source>
        <translation>让其他程序优先</translation>
    </message>
    <message>
        <source>Memor&amp;y for photos under way</source>
        <translation>处理中照片的内存(&amp;Y)</translation>
    </message>
    <message>
        <source>On battery</source>
        <translation>使用电池时</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Processor &amp;threads</source>
        <translation>处理器线程(&amp;T)</translation>
    </message>
    <message>
        <source>While somebody uses the computer</source>
        <translation>有人使用计算机时</translation>
    </message>
    <message>
        <source>With less than 1 GB of memory free</source>
        <translation>可用内存不足 1 GB 时</translation>
    </message>
</context>
<context>
    <name>MessageItem</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Minimap</name>
    <message>
        <source>Overview of the photo</source>
        <translation>照片缩览图</translation>
    </message>
    <message>
        <source>What part of the photo is seen; drag to move</source>
        <translation>当前看到的是照片的哪一部分；拖动可移动</translation>
    </message>
</context>
<context>
    <name>NewcomerController</name>
    <message>
        <source>Add a model</source>
        <translation>添加模型</translation>
    </message>
    <message>
        <source>Its licence is not known to srdesk: look where you got it.</source>
        <translation>srdesk 不知道它的许可证：请到您获取它的地方查看。</translation>
    </message>
    <message>
        <source>Models ({0})</source>
        <translation>模型 ({0})</translation>
    </message>
    <message>
        <source>That takes a moment, in a process of its own with limits.</source>
        <translation>这需要片刻，在一个受限的独立进程中进行。</translation>
    </message>
    <message>
        <source>{0} is there, and selected.</source>
        <translation>{0} 已添加并选中。</translation>
    </message>
    <message>
        <source>{0} is tried out.</source>
        <translation>正在试用 {0}。</translation>
    </message>
</context>
<context>
    <name>NewcomerDialog</name>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Order of colours</source>
        <translation>颜色顺序(&amp;O)</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add a model</source>
        <translation>添加模型</translation>
    </message>
    <message>
        <source>Black … &amp;white</source>
        <translation>黑 … 白(&amp;W)</translation>
    </message>
    <message>
        <source>Blue, green, red (as OpenCV has it)</source>
        <translation>蓝、绿、红（OpenCV 的顺序）</translation>
    </message>
    <message>
        <source>Red, green, blue (most are)</source>
        <translation>红、绿、蓝（大多数如此）</translation>
    </message>
</context>
<context>
    <name>OptionsPage</name>
    <message>
        <source>&amp;Enlarge</source>
        <translation>放大(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Grain</source>
        <translation>颗粒(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Names of results</source>
        <translation>结果的名称(&amp;N)</translation>
    </message>
    <message>
        <source>Add a number to the name</source>
        <translation>在名称后加编号</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Automatic looks at each photo and takes what suits it.</source>
        <translation>“自动”会查看每张照片并选用合适的模型。</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细设置</translation>
    </message>
    <message>
        <source>For instance beach_x2-2.jpg; no file is replaced.</source>
        <translation>例如 beach_x2-2.jpg；不替换任何文件。</translation>
    </message>
    <message>
        <source>Format and metadata</source>
        <translation>格式与元数据</translation>
    </message>
    <message>
        <source>Grain like that of film, so that smooth parts look less like plastic.</source>
        <translation>类似胶片的颗粒，使平滑处不显得像塑料。</translation>
    </message>
    <message>
        <source>How many times wider and higher the photos become.</source>
        <translation>照片的宽和高变为原来的几倍。</translation>
    </message>
    <message>
        <source>If a file of that name &amp;exists</source>
        <translation>如果已有同名文件(&amp;E)</translation>
    </message>
    <message>
        <source>Leave the photo out</source>
        <translation>跳过这张照片</translation>
    </message>
    <message>
        <source>Less than 100% mixes in a plain enlargement, which is softer.</source>
        <translation>低于 100% 会混入更柔和的普通放大。</translation>
    </message>
    <message>
        <source>Made of {0}.</source>
        <translation>可用字段：{0}。</translation>
    </message>
    <message>
        <source>No photo was found at first glance.</source>
        <translation>初步查找没有发现照片。</translation>
    </message>
    <message>
        <source>Options of the batch</source>
        <translation>批处理的选项</translation>
    </message>
    <message>
        <source>Photos of the batch itself are never replaced that way.</source>
        <translation>批处理自身的照片绝不会因此被替换。</translation>
    </message>
    <message>
        <source>Replace that file</source>
        <translation>替换那个文件</translation>
    </message>
    <message>
        <source>Restoring</source>
        <translation>修复</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>S&amp;trength</source>
        <translation>强度(&amp;T)</translation>
    </message>
    <message>
        <source>What this batch has made itself is known by its journal, and not done again.</source>
        <translation>此批处理自己生成的结果记在日志里，不会重做。</translation>
    </message>
    <message>
        <source>While it runs</source>
        <translation>运行期间</translation>
    </message>
    <message>
        <source>{0} has no network for this.</source>
        <translation>{0} 没有适用的网络。</translation>
    </message>
    <message>
        <source>{0} → {1}</source>
        <translation>{0} → {1}</translation>
    </message>
</context>
<context>
    <name>PanelController</name>
    <message>
        <source>Change them as you like; the menu beside the presets measures again.</source>
        <translation>可以随意更改；预设旁边的菜单可以重新测量。</translation>
    </message>
    <message>
        <source>The settings were chosen for the speed of this computer.</source>
        <translation>已根据这台电脑的速度选好设置。</translation>
    </message>
    <message>
        <source>This computer is measured as soon as nothing else goes on.</source>
        <translation>一旦空闲，就会测量这台电脑的速度。</translation>
    </message>
</context>
<context>
    <name>PhotoTable</name>
    <message>
        <source>Photos of the batch</source>
        <translation>批处理的照片</translation>
    </message>
</context>
<context>
    <name>PlanPage</name>
    <message>
        <source>A piece of a photo is being restored to find out …</source>
        <translation>正在修复一小块照片来估算……</translation>
    </message>
    <message>
        <source>By format</source>
        <translation>按格式</translation>
    </message>
    <message>
        <source>Disk space</source>
        <translation>磁盘空间</translation>
    </message>
    <message>
        <source>Done already</source>
        <translation>已经完成</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>未包括</translation>
    </message>
    <message>
        <source>Looking for photos</source>
        <translation>正在查找照片</translation>
    </message>
    <message>
        <source>Looking for photos: {0} so far …</source>
        <translation>正在查找照片：目前 {0} 张……</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>No plan yet</source>
        <translation>还没有计划</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>Plan of the batch</source>
        <translation>批处理的计划</translation>
    </message>
    <message>
        <source>The disk has less room than this will probably need.</source>
        <translation>磁盘空间可能不够。</translation>
    </message>
    <message>
        <source>There are folders or links that could not be looked into: photos may be missing.</source>
        <translation>有些文件夹或链接无法查看：可能会遗漏照片。</translation>
    </message>
    <message>
        <source>There is nothing to do</source>
        <translation>没有要处理的照片</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>about {0} needed, {1} free</source>
        <translation>约需 {0}，可用 {1}</translation>
    </message>
    <message>
        <source>that look like no pictures, and are tried all the same</source>
        <translation>个看起来不是图片，但仍会尝试</translation>
    </message>
    <message>
        <source>{0} have no name of their own for their results: choose other names in the options.</source>
        <translation>{0}的结果没有各自的名称：请在选项中另选名称。</translation>
    </message>
    <message>
        <source>{0} megapixels become {1}</source>
        <translation>{0} 百万像素变为 {1} 百万像素</translation>
    </message>
    <message>
        <source>{0} to restore</source>
        <translation>待修复 {0}</translation>
    </message>
    <message>
        <source>{0} → {1}</source>
        <translation>{0} → {1}</translation>
    </message>
    <message>
        <source>{0}, by a piece of {1} restored on this computer just now</source>
        <translation>{0}，依据刚才在这台计算机上修复的 {1} 的一小块</translation>
    </message>
    <message>
        <source>{0}, for instance {1}</source>
        <translation>{0}，例如 {1}</translation>
    </message>
</context>
<context>
    <name>PresetBar</name>
    <message>
        <source>Choose settings for this computer</source>
        <translation>为这台电脑选择设置</translation>
    </message>
    <message>
        <source>Delete “{0}”</source>
        <translation>删除“{0}”</translation>
    </message>
    <message>
        <source>Keep as a preset</source>
        <translation>保存为预设</translation>
    </message>
    <message>
        <source>Keep as a preset…</source>
        <translation>保存为预设…</translation>
    </message>
    <message>
        <source>Keep, delete, reset</source>
        <translation>保存、删除、重置</translation>
    </message>
    <message>
        <source>Name of the preset (one of the same name is replaced):</source>
        <translation>预设名称（同名预设会被替换）：</translation>
    </message>
    <message>
        <source>Own settings</source>
        <translation>自定义设置</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Presets and defaults</source>
        <translation>预设与默认值</translation>
    </message>
    <message>
        <source>Reset everything to defaults</source>
        <translation>全部恢复默认值</translation>
    </message>
</context>
<context>
    <name>QueueController</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Give the panel&apos;s settings for good</source>
        <translation>固定采用面板的设置</translation>
    </message>
    <message>
        <source>Move to the end</source>
        <translation>移到末尾</translation>
    </message>
    <message>
        <source>Move to the top</source>
        <translation>移到最前</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Remove from the queue</source>
        <translation>从队列中移除</translation>
    </message>
    <message>
        <source>Restore with the settings of all again</source>
        <translation>重新采用统一设置修复</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>QueueList</name>
    <message>
        <source>Photos in the queue</source>
        <translation>队列中的照片</translation>
    </message>
</context>
<context>
    <name>QueueRoom</name>
    <message>
        <source>Pasted {0}</source>
        <translation>粘贴的图片 {0}</translation>
    </message>
</context>
<context>
    <name>QueueStrip</name>
    <message>
        <source>Cancel all</source>
        <translation>全部取消</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Paused, {0}</source>
        <translation>已暂停，{0}</translation>
    </message>
    <message>
        <source>Progress of the queue</source>
        <translation>队列进度</translation>
    </message>
    <message>
        <source>Remove what is done</source>
        <translation>移除已完成的</translation>
    </message>
    <message>
        <source>Restore all</source>
        <translation>全部修复</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Try the failed ones again</source>
        <translation>重试失败的照片</translation>
    </message>
    <message>
        <source>{0}, waiting for the open photo</source>
        <translation>{0}，正在等待已打开的照片</translation>
    </message>
</context>
<context>
    <name>Readout</name>
    <message>
        <source>Pixel under the cursor</source>
        <translation>光标处的像素</translation>
    </message>
</context>
<context>
    <name>ReportPage</name>
    <message>
        <source>&amp;Call it off</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>继续(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Look at the failed ones</source>
        <translation>查看失败的照片(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;New batch</source>
        <translation>新的批处理(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Try the failed ones again</source>
        <translation>重试失败的照片(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Undo the batch…</source>
        <translation>撤销批处理(&amp;U)…</translation>
    </message>
    <message>
        <source>Ended before its time</source>
        <translation>提前结束</translation>
    </message>
    <message>
        <source>Engine at work</source>
        <translation>引擎工作时间占比</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Open the &amp;report</source>
        <translation>打开报告(&amp;R)</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Show the &amp;folder</source>
        <translation>显示文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What was done so far</source>
        <translation>目前完成的内容</translation>
    </message>
</context>
<context>
    <name>RunBar</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Loading the network …</source>
        <translation>正在加载网络…</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>修复</translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation>正在停止…</translation>
    </message>
</context>
<context>
    <name>RunPage</name>
    <message>
        <source>&amp;Go on</source>
        <translation>继续(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Stop now</source>
        <translation>立即停止(&amp;S)</translation>
    </message>
    <message>
        <source>Beginning …</source>
        <translation>正在开始……</translation>
    </message>
    <message>
        <source>Progress of the batch</source>
        <translation>批处理的进度</translation>
    </message>
    <message>
        <source>Stop after &amp;this photo</source>
        <translation>完成这张后停止(&amp;T)</translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation>正在停止……</translation>
    </message>
    <message>
        <source>Writing the report …</source>
        <translation>正在写报告……</translation>
    </message>
    <message>
        <source>{0}  {1}</source>
        <translation>{0}  {1}</translation>
    </message>
</context>
<context>
    <name>SaveSheet</name>
    <message>
        <source>Save as {0}</source>
        <translation>保存为 {0}</translation>
    </message>
</context>
<context>
    <name>SettingsPanel</name>
    <message>
        <source>&amp;Enlarge</source>
        <translation>放大倍数(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Grain</source>
        <translation>颗粒(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>更多设置</translation>
    </message>
    <message>
        <source>Looks at each photo: the best network, and the one against noise and JPEG blocks if it has any.</source>
        <translation>根据每张照片选择：使用最好的网络；如有噪点或 JPEG 块状痕迹，则使用专门消除它们的网络。</translation>
    </message>
    <message>
        <source>Printed: {0}.</source>
        <translation>打印尺寸：{0}。</translation>
    </message>
    <message>
        <source>The photo is as large as that already; it never becomes smaller.</source>
        <translation>照片已有这么大；绝不会变小。</translation>
    </message>
    <message>
        <source>{0} enlarges {1}× at most; the rest is a plain enlargement.</source>
        <translation>{0} 最多放大 {1}×；其余部分由普通放大完成。</translation>
    </message>
    <message>
        <source>{0}.</source>
        <translation>{0}。</translation>
    </message>
    <message>
        <source>{0}; {1} on this computer.</source>
        <translation>{0}；本机速度 {1}。</translation>
    </message>
    <message>
        <source>100% is all network; less mixes in a plain enlargement, which is softer.</source>
        <translation>100% 完全采用网络的结果；数值越低，混入的普通放大越多，画面越柔和。</translation>
    </message>
    <message>
        <source>Adds grain like that of film, most in the mid-tones, so that smooth parts look less like plastic.</source>
        <translation>加入类似胶片的颗粒，中间调最明显，使平滑的部分不那么像塑料。</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>How many times wider and higher the photo becomes.</source>
        <translation>照片的宽和高变为原来的几倍。</translation>
    </message>
    <message>
        <source>S&amp;trength</source>
        <translation>强度(&amp;T)</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>{0} has no network for this.</source>
        <translation>{0} 没有对应的网络。</translation>
    </message>
    <message>
        <source>{0} × {1} pixels become {2} × {3}.</source>
        <translation>{0} × {1} 像素将变为 {2} × {3} 像素。</translation>
    </message>
</context>
<context>
    <name>ShortcutEditor</name>
    <message>
        <source>&amp;Add this key</source>
        <translation>添加此键(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Built-in keys</source>
        <translation>内置按键(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;No key</source>
        <translation>无按键(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Use this key</source>
        <translation>改用此键(&amp;U)</translation>
    </message>
    <message>
        <source>All built-in keys</source>
        <translation>全部恢复内置按键</translation>
    </message>
    <message>
        <source>Change keyboard shortcuts</source>
        <translation>更改键盘快捷键</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>命令及其按键</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>New key: press it</source>
        <translation>新按键：请直接按下</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>无按键</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation>搜索命令</translation>
    </message>
    <message>
        <source>Select a command, then press a key for it here:</source>
        <translation>选择一个命令，然后在此按下新的按键：</translation>
    </message>
    <message>
        <source>{0} is needed to compare photos and to move about, and cannot be changed.</source>
        <translation>{0} 用于对比照片和移动，不能更改。</translation>
    </message>
    <message>
        <source>{0} is the key for “{1}”, which would lose it.</source>
        <translation>{0} 现在是“{1}”的按键，分配后将从那里移除。</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>C&amp;hange keys…</source>
        <translation>更改按键(&amp;H)…</translation>
    </message>
    <message>
        <source>Keyboard and mouse</source>
        <translation>键盘和鼠标</translation>
    </message>
    <message>
        <source>Keys and what they do</source>
        <translation>按键及其作用</translation>
    </message>
    <message>
        <source>Mouse and view</source>
        <translation>鼠标与视图</translation>
    </message>
</context>
<context>
    <name>SizeField</name>
    <message>
        <source> DPI</source>
        <translation> DPI</translation>
    </message>
    <message>
        <source> MP</source>
        <translation> 百万像素</translation>
    </message>
    <message>
        <source> cm</source>
        <translation> 厘米</translation>
    </message>
    <message>
        <source> in</source>
        <translation> 英寸</translation>
    </message>
    <message>
        <source> px</source>
        <translation> 像素</translation>
    </message>
    <message>
        <source> ×</source>
        <translation> ×</translation>
    </message>
    <message>
        <source>Fit into a box</source>
        <translation>适合方框</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Long side</source>
        <translation>长边</translation>
    </message>
    <message>
        <source>Measured by</source>
        <translation>计量方式</translation>
    </message>
    <message>
        <source>Megapixels</source>
        <translation>百万像素</translation>
    </message>
    <message>
        <source>Other side</source>
        <translation>另一边</translation>
    </message>
    <message>
        <source>Print resolution</source>
        <translation>打印分辨率</translation>
    </message>
    <message>
        <source>Print size</source>
        <translation>打印尺寸</translation>
    </message>
    <message>
        <source>Short side</source>
        <translation>短边</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Size…</source>
        <translation>尺寸…</translation>
    </message>
    <message>
        <source>Times as wide and high</source>
        <translation>宽高倍数</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>cm</source>
        <translation>厘米</translation>
    </message>
    <message>
        <source>inches</source>
        <translation>英寸</translation>
    </message>
    <message>
        <source>{0}×</source>
        <translation>{0}×</translation>
    </message>
</context>
<context>
    <name>Undoing</name>
    <message>
        <source>&amp;Stop undoing</source>
        <translation>停止撤销(&amp;S)</translation>
    </message>
    <message>
        <source>Progress of undoing</source>
        <translation>撤销的进度</translation>
    </message>
    <message>
        <source>The journal is read …</source>
        <translation>正在读取日志…</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Drop a photo here</source>
        <translation>将照片拖放到这里</translation>
    </message>
    <message>
        <source>Everything happens on this computer: srdesk never uses the network.</source>
        <translation>一切都在本机完成：srdesk 从不联网。</translation>
    </message>
    <message>
        <source>JPEG, PNG, TIFF, WebP, AVIF, HEIC or BMP, 8 or 16 bit</source>
        <translation>JPEG、PNG、TIFF、WebP、AVIF、HEIC 或 BMP，8 位或 16 位</translation>
    </message>
    <message>
        <source>Open a photo…</source>
        <translation>打开照片…</translation>
    </message>
    <message>
        <source>Try the sample photo</source>
        <translation>试用示例照片</translation>
    </message>
</context>
<context>
    <name>Writing</name>
    <message>
        <source>A name you type when saving counts for more.</source>
        <translation>保存时输入的文件名优先。</translation>
    </message>
    <message>
        <source>All but the place</source>
        <translation>除地点外全部保留</translation>
    </message>
    <message>
        <source>Co&amp;lours</source>
        <translation>色彩(&amp;L)</translation>
    </message>
    <message>
        <source>Convert to Display P3</source>
        <translation>转换为 Display P3</translation>
    </message>
    <message>
        <source>Convert to sRGB</source>
        <translation>转换为 sRGB</translation>
    </message>
    <message>
        <source>Date, camera, captions and place go into the result.</source>
        <translation>日期、相机、说明和地点都会写入结果。</translation>
    </message>
    <message>
        <source>F&amp;ormat</source>
        <translation>格式(&amp;O)</translation>
    </message>
    <message>
        <source>For phones and screens that show more colours than sRGB.</source>
        <translation>适合色域大于 sRGB 的手机和屏幕。</translation>
    </message>
    <message>
        <source>For the web, and for programs that know nothing of colour profiles.</source>
        <translation>适合网页，以及不支持色彩配置文件的程序。</translation>
    </message>
    <message>
        <source>GPS and place names are left out, the rest is kept.</source>
        <translation>GPS 和地名会被略去，其余保留。</translation>
    </message>
    <message>
        <source>Keep all</source>
        <translation>全部保留</translation>
    </message>
    <message>
        <source>Keep the photo&apos;s</source>
        <translation>保留照片的</translation>
    </message>
    <message>
        <source>Like the photo</source>
        <translation>与照片相同</translation>
    </message>
    <message>
        <source>Like the photo&apos;s</source>
        <translation>与照片相同</translation>
    </message>
    <message>
        <source>Met&amp;adata</source>
        <translation>元数据(&amp;A)</translation>
    </message>
    <message>
        <source>Model, settings and a fingerprint of the original, so that it can be made again. Nothing on you.</source>
        <translation>记录模型、设置和原图的指纹，以便重新生成。不含任何个人信息。</translation>
    </message>
    <message>
        <source>More is finer and larger; from 95 on nobody sees a difference.</source>
        <translation>数值越大画质越好、文件越大；95 以上看不出差别。</translation>
    </message>
    <message>
        <source>None</source>
        <translation>不保留</translation>
    </message>
    <message>
        <source>Only colour profile and print resolution are kept.</source>
        <translation>只保留色彩配置文件和打印分辨率。</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Q&amp;uality</source>
        <translation>质量(&amp;U)</translation>
    </message>
    <message>
        <source>Say in the file how it was made</source>
        <translation>在文件中注明制作方式</translation>
    </message>
    <message>
        <source>The colour profile of the photo stays with the result.</source>
        <translation>照片的色彩配置文件会随结果保留。</translation>
    </message>
    <message>
        <source>Without metadata the file says nothing of itself.</source>
        <translation>不保留元数据时，文件不会说明自身的来历。</translation>
    </message>
    <message>
        <source>quality {0}</source>
        <translation>质量 {0}</translation>
    </message>
    <message>
        <source>{0} loses nothing.</source>
        <translation>{0} 无损。</translation>
    </message>
</context>
<context>
    <name>_Inputs</name>
    <message>
        <source>Drop folders or photos here</source>
        <translation>将文件夹或照片拖放到这里</translation>
    </message>
    <message>
        <source>Photos and folders of the batch</source>
        <translation>批处理的照片和文件夹</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>&amp;About srdesk</source>
        <translation>关于 srdesk(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Actual size</source>
        <translation>实际大小(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Batch…</source>
        <translation>批处理(&amp;B)…</translation>
    </message>
    <message>
        <source>&amp;Blind test</source>
        <translation>盲测(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Blink</source>
        <translation>闪烁(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Centre the divider</source>
        <translation>分隔线居中(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Change keyboard shortcuts…</source>
        <translation>更改键盘快捷键(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>对比(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Copy the result</source>
        <translation>复制结果(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Difference</source>
        <translation>差异(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Double size</source>
        <translation>两倍大小(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Enlarge the original otherwise</source>
        <translation>换一种方式放大原图(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Export the comparison…</source>
        <translation>导出对比(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Fit to window</source>
        <translation>适合窗口(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Help pages</source>
        <translation>帮助页面(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Invented detail</source>
        <translation>添加的细节(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Keep the settings as a preset…</source>
        <translation>将设置保存为预设(&amp;K)…</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Less (opacity, gain, speed)</source>
        <translation>减少（不透明度、增益、速度）(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Minimap</source>
        <translation>缩览图(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;More (opacity, gain, speed)</source>
        <translation>增加（不透明度、增益、速度）(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Onion skin</source>
        <translation>叠加(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>粘贴(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Photo</source>
        <translation>照片(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Pick this one</source>
        <translation>选这个(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Pixel values at the cursor</source>
        <translation>光标处的像素值(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Queue</source>
        <translation>队列(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>修复(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Settings panel</source>
        <translation>设置面板(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Split</source>
        <translation>分割(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Try the failed ones again</source>
        <translation>重试失败的照片(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Turn the divider</source>
        <translation>旋转分隔线(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Undo save</source>
        <translation>撤销保存(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>, and .</source>
        <translation>, 和 .</translation>
    </message>
    <message>
        <source>A&amp;dd photos…</source>
        <translation>添加照片(&amp;D)…</translation>
    </message>
    <message>
        <source>Add a &amp;folder…</source>
        <translation>添加文件夹(&amp;F)…</translation>
    </message>
    <message>
        <source>Add a &amp;variant</source>
        <translation>添加方案(&amp;V)</translation>
    </message>
    <message>
        <source>Add a mode&amp;l…</source>
        <translation>添加模型(&amp;L)…</translation>
    </message>
    <message>
        <source>Add all photos of a folder to the queue</source>
        <translation>将文件夹中的所有照片加入队列</translation>
    </message>
    <message>
        <source>Add photos to the queue</source>
        <translation>将照片加入队列</translation>
    </message>
    <message>
        <source>Arrow keys</source>
        <translation>方向键</translation>
    </message>
    <message>
        <source>Before and after beside each other, moved together</source>
        <translation>修复前后并排显示，一起移动</translation>
    </message>
    <message>
        <source>Before and after by turns in the same place</source>
        <translation>修复前后在同一位置交替显示</translation>
    </message>
    <message>
        <source>Before and after with a divider between them</source>
        <translation>修复前后之间有一条分隔线</translation>
    </message>
    <message>
        <source>Bring in a network that others trained</source>
        <translation>引入他人训练的网络</translation>
    </message>
    <message>
        <source>Cancel &amp;all</source>
        <translation>全部取消(&amp;A)</translation>
    </message>
    <message>
        <source>Centre the divider, if on it</source>
        <translation>在分隔线上时，使其居中</translation>
    </message>
    <message>
        <source>Colour what the network added to a plain enlargement, and say how much it is</source>
        <translation>将网络在普通放大之外添加的部分着色，并给出数值</translation>
    </message>
    <message>
        <source>Copy what is see&amp;n</source>
        <translation>复制当前所见(&amp;N)</translation>
    </message>
    <message>
        <source>Count this one as the best, and go on</source>
        <translation>将它计为最佳，并继续</translation>
    </message>
    <message>
        <source>Differe&amp;nce of all, brightness, colour</source>
        <translation>切换差异：全部、亮度、色彩(&amp;N)</translation>
    </message>
    <message>
        <source>Divide left and right, or above and below</source>
        <translation>左右分割或上下分割</translation>
    </message>
    <message>
        <source>Do without the variant that you look at</source>
        <translation>去掉当前查看的方案</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>双击</translation>
    </message>
    <message>
        <source>Drag</source>
        <translation>拖动</translation>
    </message>
    <message>
        <source>E&amp;xchange the sides</source>
        <translation>交换两侧(&amp;X)</translation>
    </message>
    <message>
        <source>Fi&amp;ll the window</source>
        <translation>填满窗口(&amp;L)</translation>
    </message>
    <message>
        <source>Give the settings a name</source>
        <translation>为设置命名</translation>
    </message>
    <message>
        <source>Have every setting as srdesk comes; presets stay</source>
        <translation>所有设置恢复为初始值；预设会保留</translation>
    </message>
    <message>
        <source>Hide which variant is which, pick the best a few times, and see which it was</source>
        <translation>隐藏各方案的名称，多次挑选最佳，再看选的是哪一个</translation>
    </message>
    <message>
        <source>Hold the queue up; what has been restored is kept</source>
        <translation>暂停队列；已修复的部分会保留</translation>
    </message>
    <message>
        <source>La&amp;bels</source>
        <translation>标签(&amp;B)</translation>
    </message>
    <message>
        <source>Let the photos that failed wait again</source>
        <translation>让失败的照片重新排队</translation>
    </message>
    <message>
        <source>Look at this variant, in the place of the other</source>
        <translation>在原位查看此方案</translation>
    </message>
    <message>
        <source>Make one file of before and after to show around</source>
        <translation>将修复前后制成一个文件，便于展示</translation>
    </message>
    <message>
        <source>Measure for three seconds what this computer can do</source>
        <translation>用三秒钟测量这台电脑的性能</translation>
    </message>
    <message>
        <source>Move the divider</source>
        <translation>移动分隔线</translation>
    </message>
    <message>
        <source>Move the file to the recycle bin; what it replaced comes back</source>
        <translation>将文件移到回收站；被它替换的文件会恢复</translation>
    </message>
    <message>
        <source>Move the photo (with Shift: by a page)</source>
        <translation>移动照片（按住 Shift：移动一屏）</translation>
    </message>
    <message>
        <source>Move the photo, or the divider</source>
        <translation>移动照片或分隔线</translation>
    </message>
    <message>
        <source>Open a photo, or several</source>
        <translation>打开一张或多张照片</translation>
    </message>
    <message>
        <source>Open the photo on the clipboard</source>
        <translation>打开剪贴板中的照片</translation>
    </message>
    <message>
        <source>Open the sa&amp;mple photo</source>
        <translation>打开示例照片(&amp;M)</translation>
    </message>
    <message>
        <source>Pixel &amp;grid from 800 %</source>
        <translation>放大到 800 % 起显示像素网格(&amp;G)</translation>
    </message>
    <message>
        <source>Pre&amp;view what is seen</source>
        <translation>预览可见部分(&amp;V)</translation>
    </message>
    <message>
        <source>Put before where after is</source>
        <translation>修复前后互换位置</translation>
    </message>
    <message>
        <source>Put the comparison on the clipboard as it is seen</source>
        <translation>将当前看到的对比复制到剪贴板</translation>
    </message>
    <message>
        <source>Put the result on the clipboard</source>
        <translation>将结果复制到剪贴板</translation>
    </message>
    <message>
        <source>Re&amp;move the variant</source>
        <translation>移除方案(&amp;M)</translation>
    </message>
    <message>
        <source>Read how it works</source>
        <translation>阅读使用说明</translation>
    </message>
    <message>
        <source>Remove what is &amp;done</source>
        <translation>移除已完成的(&amp;D)</translation>
    </message>
    <message>
        <source>Reset all &amp;settings</source>
        <translation>重置所有设置(&amp;S)</translation>
    </message>
    <message>
        <source>Restore a&amp;ll</source>
        <translation>全部修复(&amp;L)</translation>
    </message>
    <message>
        <source>Restore every photo that waits, or go on after a pause</source>
        <translation>修复所有等待中的照片，或在暂停后继续</translation>
    </message>
    <message>
        <source>Restore folders of photos, however many</source>
        <translation>修复整个文件夹的照片，数量不限</translation>
    </message>
    <message>
        <source>Restore the photo</source>
        <translation>修复照片</translation>
    </message>
    <message>
        <source>Restore what you look at before you ask for it</source>
        <translation>在您要求之前就修复正在查看的部分</translation>
    </message>
    <message>
        <source>S&amp;ingle</source>
        <translation>单图(&amp;I)</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>Save &amp;diagnostics…</source>
        <translation>保存诊断信息(&amp;D)…</translation>
    </message>
    <message>
        <source>Save the result beside the photo</source>
        <translation>将结果保存在原照片旁边</translation>
    </message>
    <message>
        <source>Save the result elsewhere</source>
        <translation>将结果保存到其他位置</translation>
    </message>
    <message>
        <source>Save what helps to find out why something fails</source>
        <translation>保存有助于查明故障原因的信息</translation>
    </message>
    <message>
        <source>Settings for this c&amp;omputer</source>
        <translation>适合这台电脑的设置(&amp;O)</translation>
    </message>
    <message>
        <source>Show all of the photo</source>
        <translation>显示整张照片</translation>
    </message>
    <message>
        <source>Show darker and lighter apart</source>
        <translation>区分显示变暗和变亮的部分</translation>
    </message>
    <message>
        <source>Show every pixel of the result as one on screen</source>
        <translation>结果的每个像素对应屏幕上的一个像素</translation>
    </message>
    <message>
        <source>Show or hide the queue</source>
        <translation>显示或隐藏队列</translation>
    </message>
    <message>
        <source>Show or hide the settings</source>
        <translation>显示或隐藏设置</translation>
    </message>
    <message>
        <source>Show the o&amp;riginal</source>
        <translation>显示原图(&amp;R)</translation>
    </message>
    <message>
        <source>Show the original</source>
        <translation>显示原图</translation>
    </message>
    <message>
        <source>Show the original, or the result again</source>
        <translation>显示原图，或重新显示结果</translation>
    </message>
    <message>
        <source>Si&amp;gned difference</source>
        <translation>带符号的差异(&amp;G)</translation>
    </message>
    <message>
        <source>Side b&amp;y side</source>
        <translation>并排(&amp;Y)</translation>
    </message>
    <message>
        <source>Space, held</source>
        <translation>按住空格键</translation>
    </message>
    <message>
        <source>Stop restoring</source>
        <translation>停止修复</translation>
    </message>
    <message>
        <source>Stop, and restore nothing of what waits</source>
        <translation>停止，等待中的照片都不再修复</translation>
    </message>
    <message>
        <source>Switch between original and result (Shift+Tab leaves the photo)</source>
        <translation>在原图与结果之间切换（Shift+Tab 离开照片）</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab 键</translation>
    </message>
    <message>
        <source>Take what is done or cancelled out of the queue</source>
        <translation>将已完成或已取消的移出队列</translation>
    </message>
    <message>
        <source>The result alone; Tab switches to the original and back</source>
        <translation>只显示结果；按 Tab 键切换到原图，再按切回</translation>
    </message>
    <message>
        <source>The result laid over the original, as opaque as you like</source>
        <translation>将结果叠加在原图上，不透明度可调</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具栏</translation>
    </message>
    <message>
        <source>Tr&amp;y</source>
        <translation>试用(&amp;Y)</translation>
    </message>
    <message>
        <source>Try other settings, and compare: they begin as a copy of these</source>
        <translation>尝试其他设置并比较：从当前设置的副本开始</translation>
    </message>
    <message>
        <source>Two fingers</source>
        <translation>双指</translation>
    </message>
    <message>
        <source>Variant &amp;{0}</source>
        <translation>方案 &amp;{0}</translation>
    </message>
    <message>
        <source>What the result changed, amplified</source>
        <translation>放大显示结果改变了什么</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>滚轮</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>放大(&amp;I)</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>缩小(&amp;O)</translation>
    </message>
    <message>
        <source>Zoom and move the photo</source>
        <translation>缩放和移动照片</translation>
    </message>
    <message>
        <source>Zoom at the cursor</source>
        <translation>以光标处为中心缩放</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
</context>
<context>
    <name>batch</name>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>1 photo</source>
        <translation>1 张照片</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Do nothing</source>
        <translation>什么也不做</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Done before</source>
        <translation>以前已完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Failed before</source>
        <translation>以前失败</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Have the computer sleep</source>
        <translation>让计算机睡眠</translation>
    </message>
    <message>
        <source>It was ended early: {0}.</source>
        <translation>提前结束：{0}。</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>未包括</translation>
    </message>
    <message>
        <source>No name for its result</source>
        <translation>结果没有可用的名称</translation>
    </message>
    <message>
        <source>Paused for the photo in the window; it goes on by itself.</source>
        <translation>为窗口中的照片暂停，随后自动继续。</translation>
    </message>
    <message>
        <source>Paused.</source>
        <translation>已暂停。</translation>
    </message>
    <message>
        <source>Paused: a folder of this batch cannot be reached. It goes on when that is back.</source>
        <translation>已暂停：此批处理的一个文件夹无法访问，恢复后继续。</translation>
    </message>
    <message>
        <source>Paused: memory is short.</source>
        <translation>已暂停：内存不足。</translation>
    </message>
    <message>
        <source>Paused: the computer is being used.</source>
        <translation>已暂停：有人在使用计算机。</translation>
    </message>
    <message>
        <source>Paused: the computer runs on its battery.</source>
        <translation>已暂停：计算机正在使用电池。</translation>
    </message>
    <message>
        <source>Paused: the disk is full. Free some space and it goes on by itself.</source>
        <translation>已暂停：磁盘已满。腾出空间后自动继续。</translation>
    </message>
    <message>
        <source>Paused: too many photos failed one after the other. Look at why, then go on.</source>
        <translation>已暂停：连续失败的照片太多。请先查明原因再继续。</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>正在读取……</translation>
    </message>
    <message>
        <source>Restoring …</source>
        <translation>正在修复……</translation>
    </message>
    <message>
        <source>Restoring, {0}</source>
        <translation>正在修复，{0}</translation>
    </message>
    <message>
        <source>Result: {0}</source>
        <translation>结果：{0}</translation>
    </message>
    <message>
        <source>Results go to the recycle bin: {0} of {1}</source>
        <translation>正在将结果移到回收站：第 {0} 个，共 {1} 个</translation>
    </message>
    <message>
        <source>Saving …</source>
        <translation>正在保存……</translation>
    </message>
    <message>
        <source>Say so</source>
        <translation>发出通知</translation>
    </message>
    <message>
        <source>Shut the computer down</source>
        <translation>关闭计算机</translation>
    </message>
    <message>
        <source>The computer goes to sleep in {0} seconds.</source>
        <translation>计算机将在 {0} 秒后睡眠。</translation>
    </message>
    <message>
        <source>The computer is shut down in {0} seconds.</source>
        <translation>计算机将在 {0} 秒后关机。</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Waits for the next run</source>
        <translation>留待下次运行</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>结果如何</translation>
    </message>
    <message>
        <source>You stopped it. The journal is kept: going on does nothing twice.</source>
        <translation>您停止了它。日志已保留：继续时不会重做任何照片。</translation>
    </message>
    <message>
        <source>a camera&apos;s raw file: develop it and save a TIFF</source>
        <translation>相机的原始文件：请先冲洗并存为 TIFF</translation>
    </message>
    <message>
        <source>a file that the batch has already</source>
        <translation>批处理中已有的文件</translation>
    </message>
    <message>
        <source>a folder that may not be read</source>
        <translation>不允许读取的文件夹</translation>
    </message>
    <message>
        <source>a format that can be read but not written, so that it cannot be replaced</source>
        <translation>能读取但不能写入的格式，因此无法替换</translation>
    </message>
    <message>
        <source>a link to a folder that the batch has already</source>
        <translation>指向批处理中已有文件夹的链接</translation>
    </message>
    <message>
        <source>a link to nothing</source>
        <translation>失效的链接</translation>
    </message>
    <message>
        <source>a result of this batch</source>
        <translation>此批处理的结果</translation>
    </message>
    <message>
        <source>about {0} h</source>
        <translation>约 {0} 小时</translation>
    </message>
    <message>
        <source>about {0} min</source>
        <translation>约 {0} 分钟</translation>
    </message>
    <message>
        <source>about {0} s</source>
        <translation>约 {0} 秒</translation>
    </message>
    <message>
        <source>another photo has a result of the same name</source>
        <translation>另一张照片的结果同名</translation>
    </message>
    <message>
        <source>excluded</source>
        <translation>被排除</translation>
    </message>
    <message>
        <source>failed before</source>
        <translation>以前失败过</translation>
    </message>
    <message>
        <source>folders inside, which were not asked for</source>
        <translation>子文件夹，未要求处理</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>隐藏文件</translation>
    </message>
    <message>
        <source>its result would lie in the place of a photo</source>
        <translation>其结果会占用某张照片的位置</translation>
    </message>
    <message>
        <source>left there by a system</source>
        <translation>系统留下的文件</translation>
    </message>
    <message>
        <source>no picture</source>
        <translation>不是图片</translation>
    </message>
    <message>
        <source>no regular file</source>
        <translation>不是普通文件</translation>
    </message>
    <message>
        <source>not among the names that were asked for</source>
        <translation>不在要求的名称之列</translation>
    </message>
    <message>
        <source>still being written by another program</source>
        <translation>其他程序仍在写入</translation>
    </message>
    <message>
        <source>there is a file with the name of the result already</source>
        <translation>已有与结果同名的文件</translation>
    </message>
    <message>
        <source>{0} GB</source>
        <translation>{0} GB</translation>
    </message>
    <message>
        <source>{0} MB</source>
        <translation>{0} MB</translation>
    </message>
    <message>
        <source>{0} MP/s</source>
        <translation>{0} MP/s</translation>
    </message>
    <message>
        <source>{0} could not be moved</source>
        <translation>{0} 个无法移动</translation>
    </message>
    <message>
        <source>{0} failed</source>
        <translation>{0} 张失败</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>还需 {0}</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} / {1}</translation>
    </message>
    <message>
        <source>{0} photos</source>
        <translation>{0} 张照片</translation>
    </message>
    <message>
        <source>{0} restored in {1}</source>
        <translation>用时 {1}，修复了 {0}</translation>
    </message>
    <message>
        <source>{0} results were moved to the recycle bin</source>
        <translation>{0} 个结果已移到回收站</translation>
    </message>
    <message>
        <source>{0} to {1} h</source>
        <translation>{0} 至 {1} 小时</translation>
    </message>
    <message>
        <source>{0} to {1} min</source>
        <translation>{0} 至 {1} 分钟</translation>
    </message>
    <message>
        <source>{0} to {1} s</source>
        <translation>{0} 至 {1} 秒</translation>
    </message>
    <message>
        <source>{0} wait for the next run</source>
        <translation>{0} 张留待下次运行</translation>
    </message>
    <message>
        <source>{0} were changed since and left alone</source>
        <translation>{0} 个之后有改动，未处理</translation>
    </message>
    <message>
        <source>{0} were gone already</source>
        <translation>{0} 个已不存在</translation>
    </message>
    <message>
        <source>{0} were left because you stopped it</source>
        <translation>{0} 个因您停止而保留</translation>
    </message>
    <message>
        <source>{0}, {1} failed</source>
        <translation>{0}，{1} 张失败</translation>
    </message>
    <message>
        <source>{0}.</source>
        <translation>{0}。</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
</context>
<context>
    <name>batch_offers</name>
    <message>
        <source>Go on with it…</source>
        <translation>继续…</translation>
    </message>
    <message>
        <source>Go on with {0}…</source>
        <translation>继续 {0}…</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>不再继续</translation>
    </message>
    <message>
        <source>Leave them</source>
        <translation>不用管它们</translation>
    </message>
    <message>
        <source>The batch into {0} is not finished.</source>
        <translation>保存到 {0} 的批处理尚未完成。</translation>
    </message>
    <message>
        <source>What is done will not be done again.</source>
        <translation>已完成的不会重做。</translation>
    </message>
    <message>
        <source>{0} batches are not finished.</source>
        <translation>有 {0} 个批处理未完成。</translation>
    </message>
</context>
<context>
    <name>colours</name>
    <message>
        <source>own profile</source>
        <translation>自带配置文件</translation>
    </message>
    <message>
        <source>sRGB (no profile)</source>
        <translation>sRGB（无配置文件）</translation>
    </message>
    <message>
        <source>{0}, shown in {1}</source>
        <translation>{0}，以 {1} 显示</translation>
    </message>
</context>
<context>
    <name>dialogs</name>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>It will be lost if you go on without saving.</source>
        <translation>如果不保存就继续，结果将会丢失。</translation>
    </message>
    <message>
        <source>Keep restoring</source>
        <translation>继续修复</translation>
    </message>
    <message>
        <source>Add a folder of photos</source>
        <translation>添加照片文件夹</translation>
    </message>
    <message>
        <source>Are the results of {0} to be moved to the recycle bin?</source>
        <translation>要将 {0}的结果移到回收站吗？</translation>
    </message>
    <message>
        <source>Closing stops that.</source>
        <translation>关闭会中止修复。</translation>
    </message>
    <message>
        <source>Go on in the background</source>
        <translation>在后台继续</translation>
    </message>
    <message>
        <source>Is the batch to go on without this window?</source>
        <translation>关闭此窗口后批处理要继续吗？</translation>
    </message>
    <message>
        <source>Its journal is kept: srdesk offers to go on with it the next time you start it.</source>
        <translation>日志会保留：下次启动 srdesk 时会提示继续。</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>继续运行</translation>
    </message>
    <message>
        <source>Open photos</source>
        <translation>打开照片</translation>
    </message>
    <message>
        <source>Opening another photo stops that.</source>
        <translation>打开另一张照片会中止修复。</translation>
    </message>
    <message>
        <source>Photos ({0})</source>
        <translation>照片 ({0})</translation>
    </message>
    <message>
        <source>Restoring</source>
        <translation>正在修复</translation>
    </message>
    <message>
        <source>Save the result</source>
        <translation>保存结果</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>停止并关闭</translation>
    </message>
    <message>
        <source>Stop and open</source>
        <translation>中止并打开</translation>
    </message>
    <message>
        <source>Stop it</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>The batch is not finished.</source>
        <translation>批处理尚未完成。</translation>
    </message>
    <message>
        <source>The batch is running</source>
        <translation>批处理正在运行</translation>
    </message>
    <message>
        <source>The main window shows how far it is. Stopped, it can be gone on with by its journal.</source>
        <translation>主窗口会显示进度。停止后可以凭日志继续。</translation>
    </message>
    <message>
        <source>The queue is running</source>
        <translation>队列正在运行</translation>
    </message>
    <message>
        <source>The result of {0} is not saved.</source>
        <translation>{0} 的修复结果尚未保存。</translation>
    </message>
    <message>
        <source>They will wait for you in the queue the next time you start srdesk.</source>
        <translation>下次启动 srdesk 时，它们会在队列中等待。</translation>
    </message>
    <message>
        <source>Undo the batch</source>
        <translation>撤销批处理</translation>
    </message>
    <message>
        <source>Unsaved result</source>
        <translation>结果未保存</translation>
    </message>
    <message>
        <source>What was changed since is left alone; originals that were replaced come back.</source>
        <translation>之后改动过的不会处理；被替换的原件会恢复。</translation>
    </message>
    <message>
        <source>{0} is still being restored.</source>
        <translation>{0} 仍在修复中。</translation>
    </message>
    <message>
        <source>{0} photos of the queue are still to be restored.</source>
        <translation>队列中还有 {0} 张照片待修复。</translation>
    </message>
</context>
<context>
    <name>drops</name>
    <message>
        <source>Copy a picture or a photo&apos;s file first, then paste.</source>
        <translation>请先复制图片或照片文件，再粘贴。</translation>
    </message>
    <message>
        <source>That is an address, not a file on this computer.</source>
        <translation>这是一个网址，不是本机上的文件。</translation>
    </message>
    <message>
        <source>There is no photo on the clipboard.</source>
        <translation>剪贴板中没有照片。</translation>
    </message>
    <message>
        <source>srdesk never uses the network: save the picture first, then drop the file.</source>
        <translation>srdesk 从不联网：请先保存图片，再拖放文件。</translation>
    </message>
</context>
<context>
    <name>facts</name>
    <message>
        <source>about {0} h</source>
        <translation>约 {0} 小时</translation>
    </message>
    <message>
        <source>about {0} min</source>
        <translation>约 {0} 分钟</translation>
    </message>
    <message>
        <source>about {0} s</source>
        <translation>约 {0} 秒</translation>
    </message>
    <message>
        <source>under a second</source>
        <translation>不到一秒</translation>
    </message>
    <message>
        <source>{0} MP/s</source>
        <translation>{0} 百万像素/秒</translation>
    </message>
    <message>
        <source>{0} × {1} cm at {2} DPI</source>
        <translation>{0} × {1} 厘米（{2} DPI）</translation>
    </message>
</context>
<context>
    <name>labels</name>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Lanczos</source>
        <translation>Lanczos</translation>
    </message>
    <message>
        <source>absolute</source>
        <translation>绝对值</translation>
    </message>
    <message>
        <source>all channels</source>
        <translation>全部通道</translation>
    </message>
    <message>
        <source>bicubic</source>
        <translation>双三次</translation>
    </message>
    <message>
        <source>brightness only</source>
        <translation>仅亮度</translation>
    </message>
    <message>
        <source>colour only</source>
        <translation>仅色彩</translation>
    </message>
    <message>
        <source>nearest pixel</source>
        <translation>最近邻</translation>
    </message>
    <message>
        <source>signed</source>
        <translation>带符号</translation>
    </message>
    <message>
        <source>vs Lanczos</source>
        <translation>对比 Lanczos</translation>
    </message>
    <message>
        <source>vs bicubic</source>
        <translation>对比双三次</translation>
    </message>
    <message>
        <source>vs nearest</source>
        <translation>对比最近邻</translation>
    </message>
</context>
<context>
    <name>models</name>
    <message>
        <source>Best: the sharpest and most faithful result, for photos that matter; takes its time.</source>
        <translation>最佳：结果最清晰、最忠实，适合重要的照片；需要较长时间。</translation>
    </message>
    <message>
        <source>Fast: good detail in a moment, for previews, screenshots and large batches.</source>
        <translation>快速：片刻即得良好的细节，适合预览、截图和大批量处理。</translation>
    </message>
    <message>
        <source>Fastest: for very large pictures and slow computers.</source>
        <translation>最快：适合超大图片和较慢的电脑。</translation>
    </message>
    <message>
        <source>For real photographs: takes away noise and JPEG blocks while it enlarges; softer on clean pictures.</source>
        <translation>适合真实照片：放大的同时去除噪点和 JPEG 块状伪影；对干净的图片则略显柔和。</translation>
    </message>
</context>
<context>
    <name>origin</name>
    <message>
        <source>Find the original</source>
        <translation>查找原图</translation>
    </message>
    <message>
        <source>Find the original…</source>
        <translation>查找原图…</translation>
    </message>
    <message>
        <source>Find {0}</source>
        <translation>查找 {0}</translation>
    </message>
    <message>
        <source>It does not know these settings: {0}.</source>
        <translation>当前版本不认识这些设置：{0}。</translation>
    </message>
    <message>
        <source>Its original is neither beside it nor in the folder above.</source>
        <translation>它的原图既不在同一文件夹，也不在上一级文件夹中。</translation>
    </message>
    <message>
        <source>Its original is there unchanged, as {0}.</source>
        <translation>它的原图仍在且未改动，名为 {0}。</translation>
    </message>
    <message>
        <source>Its original is there unchanged.</source>
        <translation>它的原图仍在且未改动。</translation>
    </message>
    <message>
        <source>Open it with these settings</source>
        <translation>用这些设置打开它</translation>
    </message>
    <message>
        <source>Press Restore to make it again, or change them first.</source>
        <translation>按“修复”即可重新生成，也可先更改设置。</translation>
    </message>
    <message>
        <source>Redo from the original</source>
        <translation>从原图重做</translation>
    </message>
    <message>
        <source>The settings are those of {0}.</source>
        <translation>设置取自 {0}。</translation>
    </message>
    <message>
        <source>This srdesk has another {0}: the result may differ.</source>
        <translation>当前 srdesk 中的 {0} 版本不同：结果可能有差别。</translation>
    </message>
    <message>
        <source>This srdesk has no network {0} for {1}×.</source>
        <translation>当前 srdesk 没有用于 {1}× 的网络 {0}。</translation>
    </message>
    <message>
        <source>a photo without a name</source>
        <translation>一张没有名称的照片</translation>
    </message>
    <message>
        <source>{0} has other content than its original had: it would become another picture.</source>
        <translation>{0} 的内容与原来的原图不同：结果会是另一张图片。</translation>
    </message>
    <message>
        <source>{0} was made by srdesk from {1}: {2} {3}×.</source>
        <translation>{0} 由 srdesk 从 {1} 生成：{2} {3}×。</translation>
    </message>
</context>
<context>
    <name>queue</name>
    <message>
        <source>1 file is a result of srdesk and was left out.</source>
        <translation>有 1 个文件是 srdesk 的修复结果，已略过。</translation>
    </message>
    <message>
        <source>1 original is in the queue, with the settings of its result.</source>
        <translation>已将 1 张原图加入队列，使用其结果的设置。</translation>
    </message>
    <message>
        <source>1 photo</source>
        <translation>1 张照片</translation>
    </message>
    <message>
        <source>1 photo was in the queue already.</source>
        <translation>有 1 张照片已在队列中。</translation>
    </message>
    <message>
        <source>A result made anew from its original is better than one that is restored twice.</source>
        <translation>从原图重新制作的结果，比把结果再修复一次更好。</translation>
    </message>
    <message>
        <source>Add all the same</source>
        <translation>仍要添加</translation>
    </message>
    <message>
        <source>Add those photos again, and check the settings of the others.</source>
        <translation>请重新添加这些照片，并检查其余照片的设置。</translation>
    </message>
    <message>
        <source>All photos are restored ({0} done).</source>
        <translation>所有照片均已修复（完成 {0} 张）。</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Click a photo that failed to see why.</source>
        <translation>点击失败的照片即可查看原因。</translation>
    </message>
    <message>
        <source>It can be made again with the same settings; the photo itself is untouched.</source>
        <translation>可以用相同的设置重新生成；照片本身未受影响。</translation>
    </message>
    <message>
        <source>Loading the network …</source>
        <translation>正在加载网络…</translation>
    </message>
    <message>
        <source>None of the originals is beside its result or in the folder above.</source>
        <translation>结果旁边及上一级文件夹中均未找到原图。</translation>
    </message>
    <message>
        <source>Not found unchanged, beside their results or in the folder above: {0}.</source>
        <translation>有 {0} 张原图在结果旁边及上一级文件夹中未找到，或已被更改。</translation>
    </message>
    <message>
        <source>Paused at {0}</source>
        <translation>已暂停在 {0}</translation>
    </message>
    <message>
        <source>Put the originals there, or open a result by itself and say where its original is.</source>
        <translation>请把原图放到那里，或单独打开一个结果并指出原图的位置。</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>Redo from the originals</source>
        <translation>从原图重做</translation>
    </message>
    <message>
        <source>Restore it again</source>
        <translation>重新修复</translation>
    </message>
    <message>
        <source>Restoring, {0}</source>
        <translation>正在修复，{0}</translation>
    </message>
    <message>
        <source>Saved as {0}</source>
        <translation>已保存为 {0}</translation>
    </message>
    <message>
        <source>Saving …</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>The queue from last time is here again ({0}).</source>
        <translation>上次的队列已恢复（{0}）。</translation>
    </message>
    <message>
        <source>The queue has paused. {0}</source>
        <translation>队列已暂停。{0}</translation>
    </message>
    <message>
        <source>The queue is through: {0}.</source>
        <translation>队列已处理完毕：{0}。</translation>
    </message>
    <message>
        <source>Then press Resume: nothing was lost.</source>
        <translation>然后按“继续”：没有任何损失。</translation>
    </message>
    <message>
        <source>There are no photos in there.</source>
        <translation>其中没有照片。</translation>
    </message>
    <message>
        <source>There was no sign of life for a quarter of an hour: it was stopped.</source>
        <translation>一刻钟没有任何反应：已将其停止。</translation>
    </message>
    <message>
        <source>Time not known yet</source>
        <translation>时间尚未知</translation>
    </message>
    <message>
        <source>What was done is saved.</source>
        <translation>已完成的均已保存。</translation>
    </message>
    <message>
        <source>{0} files are results of srdesk and were left out.</source>
        <translation>有 {0} 个文件是 srdesk 的修复结果，已略过。</translation>
    </message>
    <message>
        <source>Try it again by itself; if it happens again, choose another model or leave this photo out.</source>
        <translation>请单独重试；如果再次发生，请换用其他模型或略过这张照片。</translation>
    </message>
    <message>
        <source>Press Restore all to go on.</source>
        <translation>按“全部修复”继续。</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>srdesk ended unexpectedly last time. The queue is here again ({0}).</source>
        <translation>srdesk 上次意外退出。队列已恢复（{0}）。</translation>
    </message>
    <message>
        <source>srdesk ended unexpectedly last time. The result of {0} was not saved and is lost.</source>
        <translation>srdesk 上次意外退出。{0} 的结果未保存，已丢失。</translation>
    </message>
    <message>
        <source>srdesk reads JPEG, PNG, TIFF, WebP, AVIF, HEIC, BMP and GIF; other files were left out.</source>
        <translation>srdesk 可读取 JPEG、PNG、TIFF、WebP、AVIF、HEIC、BMP 和 GIF；其他文件已略过。</translation>
    </message>
    <message>
        <source>{0} cancelled</source>
        <translation>{0} 张已取消</translation>
    </message>
    <message>
        <source>{0} done</source>
        <translation>{0} 张已完成</translation>
    </message>
    <message>
        <source>{0} entries of the queue from last time could not be read and are missing or changed.</source>
        <translation>上次队列中有 {0} 项无法读取，因而缺失或有变动。</translation>
    </message>
    <message>
        <source>{0} failed</source>
        <translation>{0} 张失败</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} / {1}</translation>
    </message>
    <message>
        <source>{0} originals are in the queue, with the settings of their results.</source>
        <translation>已将 {0} 张原图加入队列，使用各自结果的设置。</translation>
    </message>
    <message>
        <source>{0} photos</source>
        <translation>{0} 张照片</translation>
    </message>
    <message>
        <source>{0} photos were in the queue already.</source>
        <translation>{0} 张照片已在队列中。</translation>
    </message>
    <message>
        <source>{0} waiting</source>
        <translation>{0} 张等待中</translation>
    </message>
    <message>
        <source>{0}, its own settings</source>
        <translation>{0}，单独设置</translation>
    </message>
</context>
<context>
    <name>share</name>
    <message>
        <source>Divider between before and after</source>
        <translation>修复前后之间的分隔线</translation>
    </message>
    <message>
        <source>Drag across the picture, or use the arrow keys.</source>
        <translation>在图片上拖动，或使用方向键。</translation>
    </message>
    <message>
        <source>Export the comparison</source>
        <translation>导出对比</translation>
    </message>
    <message>
        <source>Exported as {0} ({1})</source>
        <translation>已导出为 {0}（{1}）</translation>
    </message>
    <message>
        <source>In {0}</source>
        <translation>位于 {0}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Restored with srdesk, on one computer and without the network. This page needs none either.</source>
        <translation>由 srdesk 在本机修复，全程不联网。本页面同样无需联网。</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Saved as {0} ({1})</source>
        <translation>已保存为 {0}（{1}）</translation>
    </message>
    <message>
        <source>The comparison is on the clipboard, as it is seen</source>
        <translation>当前看到的对比已复制到剪贴板</translation>
    </message>
    <message>
        <source>The earlier file of that name is back.</source>
        <translation>先前的同名文件已恢复。</translation>
    </message>
    <message>
        <source>The earlier file of that name is kept until srdesk is closed.</source>
        <translation>先前的同名文件会保留到 srdesk 关闭为止。</translation>
    </message>
    <message>
        <source>The result is on the clipboard ({0} × {1} px)</source>
        <translation>结果已复制到剪贴板（{0} × {1} 像素）</translation>
    </message>
    <message>
        <source>They are in the recycle bin now, with names that begin with .srdesk-earlier.</source>
        <translation>它们现已移到回收站，名称以 .srdesk-earlier 开头。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>comparison</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>srdesk was not closed as it should be: files that it had replaced were still kept ({0}).</source>
        <translation>srdesk 上次未正常关闭：它替换过的文件仍被保留着（{0}）。</translation>
    </message>
    <message>
        <source>{0} was moved to the recycle bin.</source>
        <translation>{0} 已移到回收站。</translation>
    </message>
    <message>
        <source>{0}% before</source>
        <translation>修复前占 {0}%</translation>
    </message>
</context>
<context>
    <name>source_watch</name>
    <message>
        <source>It was moved, renamed or deleted, or its drive taken out. It is still open here: save the result.</source>
        <translation>它被移动、改名或删除了，或者所在磁盘已被拔出。它在这里仍处于打开状态：请保存结果。</translation>
    </message>
    <message>
        <source>To restore what is there now, cancel and open it again.</source>
        <translation>要修复现在的内容，请取消并重新打开。</translation>
    </message>
    <message>
        <source>{0} is no longer where it was opened.</source>
        <translation>{0} 已不在打开时的位置。</translation>
    </message>
    <message>
        <source>{0} was changed or replaced after it was opened; it is restored as it was then.</source>
        <translation>{0} 在打开之后被更改或替换；将按打开时的内容修复。</translation>
    </message>
</context>
<context>
    <name>srdesk</name>
    <message>
        <source>0 is none, 0.2 is like fine film.</source>
        <translation>0 为无颗粒，0.2 接近细颗粒胶片。</translation>
    </message>
    <message>
        <source>0 is plain bicubic, 1 all network.</source>
        <translation>0 为纯双三次插值，1 为完全采用网络的结果。</translation>
    </message>
    <message>
        <source>1 further channel was left out.</source>
        <translation>另有 1 个通道被舍去。</translation>
    </message>
    <message>
        <source>1 photo restored</source>
        <translation>已修复 1 张照片</translation>
    </message>
    <message>
        <source>1 to {0}; 300 is usual.</source>
        <translation>1 到 {0}；常用 300。</translation>
    </message>
    <message>
        <source>16 bits became 8 on the way.</source>
        <translation>处理过程中 16 位变成了 8 位。</translation>
    </message>
    <message>
        <source>95 is nearly indistinguishable.</source>
        <translation>95 与原图几乎看不出差别。</translation>
    </message>
    <message>
        <source>A comparison cannot be magnified by less than 1.</source>
        <translation>对比图的放大倍数不能小于 1。</translation>
    </message>
    <message>
        <source>A convolution&apos;s kernel is computed.</source>
        <translation>某个卷积的卷积核是在运行时计算出来的。</translation>
    </message>
    <message>
        <source>A directory of tags begins inside the header.</source>
        <translation>标签目录的起点落在文件头内。</translation>
    </message>
    <message>
        <source>A directory of tags ends beyond its file.</source>
        <translation>标签目录超出了文件末尾。</translation>
    </message>
    <message>
        <source>A preset needs a name.</source>
        <translation>预设需要一个名称。</translation>
    </message>
    <message>
        <source>A rearrangement of pixels does not follow a convolution.</source>
        <translation>某个像素重排运算不在卷积之后。</translation>
    </message>
    <message>
        <source>A result of {0:.0f} megapixels is too large for the clipboard.</source>
        <translation>{0:.0f} 百万像素的结果太大，剪贴板放不下。</translation>
    </message>
    <message>
        <source>A second picture in the file (such as a gain or depth map) was left out.</source>
        <translation>文件中的第二幅图像（例如增益图或深度图）被舍去。</translation>
    </message>
    <message>
        <source>A shape of {0} x {1} is too large.</source>
        <translation>{0} x {1} 的尺寸太大。</translation>
    </message>
    <message>
        <source>A size has to be larger than nothing, and finite.</source>
        <translation>尺寸必须大于零，且为有限值。</translation>
    </message>
    <message>
        <source>A tensor of {0} dimensions is not read.</source>
        <translation>不读取 {0} 维的张量。</translation>
    </message>
    <message>
        <source>A tile of {0} pixels is too small.</source>
        <translation>{0} 像素的图块太小。</translation>
    </message>
    <message>
        <source>A tile of {0} x {1} has no core: the network looks {2} pixels around.</source>
        <translation>{0} x {1} 的图块没有核心区域：网络要看周围 {2} 个像素。</translation>
    </message>
    <message>
        <source>A transposed convolution leaves gaps.</source>
        <translation>某个转置卷积会留下空隙。</translation>
    </message>
    <message>
        <source>Add --precision fp16.</source>
        <translation>请加上 --precision fp16。</translation>
    </message>
    <message>
        <source>An EXIF block has no 64-bit offsets.</source>
        <translation>EXIF 数据块不能有 64 位偏移。</translation>
    </message>
    <message>
        <source>An array of {0} and shape {1} is no picture.</source>
        <translation>类型为 {0}、形状为 {1} 的数组不是图片。</translation>
    </message>
    <message>
        <source>An overlap of {0} pixels is below the {1} that {2} sees around a pixel: tiles may show at their edges. {1} is exact.</source>
        <translation>重叠 {0} 像素小于 {2} 的感受范围 {1} 像素：图块边缘可能可见。{1} 是精确值。</translation>
    </message>
    <message>
        <source>An overlap of {0} pixels leaves nothing of tiles of {1}.</source>
        <translation>{0} 像素的重叠使 {1} 像素的图块所剩无几。</translation>
    </message>
    <message>
        <source>Ask for less.</source>
        <translation>请减小要求。</translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation>前后对比</translation>
    </message>
    <message>
        <source>Begin a new one.</source>
        <translation>请开始新的批处理。</translation>
    </message>
    <message>
        <source>Black and white became gray.</source>
        <translation>黑白二值图已转为灰度。</translation>
    </message>
    <message>
        <source>Both sides need more than {0} pixels.</source>
        <translation>两边都需要多于 {0} 个像素。</translation>
    </message>
    <message>
        <source>Both sides need {0} pixels.</source>
        <translation>两条边都至少需要 {0} 像素。</translation>
    </message>
    <message>
        <source>Brought in by you; its licence is not known to srdesk.</source>
        <translation>由您添加；srdesk 不知道它的许可证。</translation>
    </message>
    <message>
        <source>Change its permissions, or copy it elsewhere.</source>
        <translation>请更改其权限，或复制到其他位置。</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Check the file and its permissions.</source>
        <translation>请检查该文件及其权限。</translation>
    </message>
    <message>
        <source>Check the folder&apos;s permissions and the room on the disk.</source>
        <translation>请检查文件夹的权限和磁盘空间。</translation>
    </message>
    <message>
        <source>Check the folder&apos;s permissions.</source>
        <translation>请检查文件夹的权限。</translation>
    </message>
    <message>
        <source>Check the name and the drive it is on.</source>
        <translation>请检查名称及其所在的磁盘。</translation>
    </message>
    <message>
        <source>Choose 16 to {0}.</source>
        <translation>请选择 16 到 {0} 之间的值。</translation>
    </message>
    <message>
        <source>Choose a folder of your own.</source>
        <translation>请选择您自己的文件夹。</translation>
    </message>
    <message>
        <source>Choose a part of the result.</source>
        <translation>请选择结果中的一部分。</translation>
    </message>
    <message>
        <source>Choose a smaller size.</source>
        <translation>请选择较小的尺寸。</translation>
    </message>
    <message>
        <source>Choose another folder for the results.</source>
        <translation>请为结果选择另一个文件夹。</translation>
    </message>
    <message>
        <source>Choose another folder, or close it elsewhere.</source>
        <translation>请选择另一个文件夹，或在其他程序中关闭该文件。</translation>
    </message>
    <message>
        <source>Choose another folder, or use --overwrite.</source>
        <translation>请选择另一个文件夹，或使用 --overwrite。</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>请选择另一个文件夹。</translation>
    </message>
    <message>
        <source>Choose another model.</source>
        <translation>请换用其他模型。</translation>
    </message>
    <message>
        <source>Choose another name, or allow overwriting.</source>
        <translation>请换一个名称，或允许覆盖。</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>请换一个名称。</translation>
    </message>
    <message>
        <source>Choose another with -o.</source>
        <translation>请用 -o 指定另一个。</translation>
    </message>
    <message>
        <source>Choose from {0}.</source>
        <translation>可选：{0}。</translation>
    </message>
    <message>
        <source>Choose one of {0}.</source>
        <translation>请从以下格式中选择：{0}。</translation>
    </message>
    <message>
        <source>Choose something else to be done at the end: notify or nothing.</source>
        <translation>请为结束时选择其他动作：通知（notify）或不做任何事（nothing）。</translation>
    </message>
    <message>
        <source>Choose the folder that the results of a batch went to.</source>
        <translation>请选择某次批处理存放结果的文件夹。</translation>
    </message>
    <message>
        <source>Choose {0} or 1 to {1} DPI.</source>
        <translation>请选择 {0} 或 1 到 {1} DPI。</translation>
    </message>
    <message>
        <source>Close other programs and try again, or install srdesk again.</source>
        <translation>请关闭其他程序后重试，或重新安装 srdesk。</translation>
    </message>
    <message>
        <source>Close other programs, or make it smaller first.</source>
        <translation>请关闭其他程序，或先将其缩小。</translation>
    </message>
    <message>
        <source>Close other programs, or make the picture smaller first.</source>
        <translation>请关闭其他程序，或先将图片缩小。</translation>
    </message>
    <message>
        <source>Close other programs, or save as PNG, TIFF or JPEG.</source>
        <translation>请关闭其他程序，或另存为 PNG、TIFF 或 JPEG。</translation>
    </message>
    <message>
        <source>Close other programs, or use --tile 64.</source>
        <translation>请关闭其他程序，或将图块大小设为 64（--tile 64）。</translation>
    </message>
    <message>
        <source>Close other programs.</source>
        <translation>请关闭其他程序。</translation>
    </message>
    <message>
        <source>Convolutions of channels in groups have no counterpart.</source>
        <translation>分组卷积没有对应的运算。</translation>
    </message>
    <message>
        <source>Core ML cannot have this network: {0}</source>
        <translation>此网络无法转换为 Core ML：{0}</translation>
    </message>
    <message>
        <source>Core ML has no counterpart here for: {0}.</source>
        <translation>Core ML 中没有与以下运算对应的内容：{0}。</translation>
    </message>
    <message>
        <source>Core ML is for Apple&apos;s systems alone.</source>
        <translation>Core ML 仅用于 Apple 的系统。</translation>
    </message>
    <message>
        <source>Core ML packages are made in fp32 and fp16.</source>
        <translation>Core ML 包只能以 fp32 和 fp16 生成。</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Develop it with a raw converter and save a 16-bit TIFF.</source>
        <translation>请用 RAW 转换软件冲洗，并保存为 16 位 TIFF。</translation>
    </message>
    <message>
        <source>Device or resource busy</source>
        <translation>设备或资源正忙</translation>
    </message>
    <message>
        <source>Disk quota exceeded</source>
        <translation>超出磁盘配额</translation>
    </message>
    <message>
        <source>Engines: {0}.</source>
        <translation>可用引擎：{0}。</translation>
    </message>
    <message>
        <source>Everything the last run was told; hash {0}</source>
        <translation>最近一次运行的全部设置；哈希值 {0}</translation>
    </message>
    <message>
        <source>Export it anew.</source>
        <translation>请重新导出。</translation>
    </message>
    <message>
        <source>Export it as ONNX where it was trained.</source>
        <translation>请在训练它的地方导出为 ONNX。</translation>
    </message>
    <message>
        <source>Export it for OpenCV in fp32.</source>
        <translation>请以 fp32 为 OpenCV 导出。</translation>
    </message>
    <message>
        <source>Export it in 8 bits or floating point.</source>
        <translation>请导出为 8 位或浮点。</translation>
    </message>
    <message>
        <source>Export it in another precision, and please report this.</source>
        <translation>请以另一种精度导出，并请报告此问题。</translation>
    </message>
    <message>
        <source>Export it so that it gives the picture itself.</source>
        <translation>请重新导出，使其直接输出图片。</translation>
    </message>
    <message>
        <source>Export it with everything but the picture fixed.</source>
        <translation>请重新导出，除图片外的输入都固定下来。</translation>
    </message>
    <message>
        <source>Export it with fixed weights.</source>
        <translation>请导出为固定权重。</translation>
    </message>
    <message>
        <source>Export it with opset 17, or get a newer srdesk.</source>
        <translation>请以 opset 17 导出，或使用更新的 srdesk。</translation>
    </message>
    <message>
        <source>Export it with reflected borders.</source>
        <translation>请在导出时使用反射填充边缘（reflect）。</translation>
    </message>
    <message>
        <source>Export it with the weights inside.</source>
        <translation>请在导出时把权重放进文件里。</translation>
    </message>
    <message>
        <source>Export it without --core-ml: iOS runs the TensorFlow Lite file by LiteRT.</source>
        <translation>请不加 --core-ml 导出：iOS 可用 LiteRT 运行 TensorFlow Lite 文件。</translation>
    </message>
    <message>
        <source>Export it without its preparation and finishing steps: a picture in, a picture out.</source>
        <translation>请去掉前处理和后处理步骤后再导出：输入图片，输出图片。</translation>
    </message>
    <message>
        <source>Export it without loops and conditions.</source>
        <translation>请在导出时去掉循环和条件分支。</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Fetch it again from where it came.</source>
        <translation>请从原处重新获取。</translation>
    </message>
    <message>
        <source>Fetch the file again from where it came, or save it anew where it was made.</source>
        <translation>请从原处重新获取该文件，或在制作它的程序中重新保存。</translation>
    </message>
    <message>
        <source>Fetch the file again from where it came.</source>
        <translation>请从原处重新获取该文件。</translation>
    </message>
    <message>
        <source>Fields: {0}.</source>
        <translation>可用字段：{0}。</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>File exists</source>
        <translation>文件已存在</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>文件名过长</translation>
    </message>
    <message>
        <source>File too large</source>
        <translation>文件过大</translation>
    </message>
    <message>
        <source>Finished results of an earlier run that have their names now: {0}.</source>
        <translation>先前运行中已完成、现已取得文件名的结果：{0} 个。</translation>
    </message>
    <message>
        <source>Floating-point samples became 16 bits; what lay outside 0..1 was cut off.</source>
        <translation>浮点样本已转为 16 位；0 到 1 之外的部分被截断。</translation>
    </message>
    <message>
        <source>For instance 3840w or 1920x1080.</source>
        <translation>例如 3840w 或 1920x1080。</translation>
    </message>
    <message>
        <source>For instance {0}.</source>
        <translation>例如 {0}。</translation>
    </message>
    <message>
        <source>Free disk space first.</source>
        <translation>请先腾出磁盘空间。</translation>
    </message>
    <message>
        <source>Free disk space or check the folder&apos;s permissions; until then a crash would lose the queue.</source>
        <translation>请腾出磁盘空间或检查文件夹权限；在此之前，一旦崩溃，队列将会丢失。</translation>
    </message>
    <message>
        <source>Free disk space, or choose a folder on another drive.</source>
        <translation>请腾出磁盘空间，或选择另一磁盘上的文件夹。</translation>
    </message>
    <message>
        <source>Free disk space, or choose another drive.</source>
        <translation>请腾出磁盘空间，或选择另一磁盘。</translation>
    </message>
    <message>
        <source>Free disk space, or set TMPDIR to a folder with more.</source>
        <translation>请腾出磁盘空间，或将 TMPDIR 设为空间更大的文件夹。</translation>
    </message>
    <message>
        <source>Free disk space; nothing is lost.</source>
        <translation>请腾出磁盘空间；没有任何损失。</translation>
    </message>
    <message>
        <source>Get it again, as .safetensors if possible; a whole model or TorchScript has to be exported as ONNX.</source>
        <translation>请重新获取，最好是 .safetensors 格式；完整模型或 TorchScript 须导出为 ONNX。</translation>
    </message>
    <message>
        <source>Get or export it again.</source>
        <translation>请重新获取或导出。</translation>
    </message>
    <message>
        <source>Get the weights as .safetensors, or from somebody you trust as ONNX.</source>
        <translation>请获取 .safetensors 格式的权重，或从您信任的人处获取 ONNX 文件。</translation>
    </message>
    <message>
        <source>Give float32 in 0..1, H x W x 3 for RGB or H x W for gray.</source>
        <translation>请提供 0 到 1 之间的 float32：RGB 为 H x W x 3，灰度为 H x W。</translation>
    </message>
    <message>
        <source>Grain {0} is outside 0..1.</source>
        <translation>颗粒 {0} 不在 0 到 1 之间。</translation>
    </message>
    <message>
        <source>How far it looks around a pixel: {0} px. Tiles that read so much more are seamless.</source>
        <translation>它在每个像素周围看多远：{0} 像素。多读这么多的图块没有接缝。</translation>
    </message>
    <message>
        <source>INT8 would cost quality and gain nothing; use fp16.</source>
        <translation>INT8 会降低质量而毫无益处；请使用 fp16。</translation>
    </message>
    <message>
        <source>IPTC caption</source>
        <translation>IPTC 说明</translation>
    </message>
    <message>
        <source>If it happens again, this photo may be the cause: try another model, or leave it out.</source>
        <translation>如果再次发生，原因可能在这张照片：请换用其他模型，或略过它。</translation>
    </message>
    <message>
        <source>If that is its true size, cut it into parts first; if not, the file is damaged.</source>
        <translation>如果确实这么大，请先将其切成几部分；否则说明文件已损坏。</translation>
    </message>
    <message>
        <source>In {0} {1} loses {2:.3f} dB on your photos; {3:.3f} were allowed.</source>
        <translation>用 {0} 时，{1} 在您的照片上损失 {2:.3f} dB；允许的是 {3:.3f}。</translation>
    </message>
    <message>
        <source>In {0}: {1} Done again in {2}.</source>
        <translation>使用 {0} 时：{1} 已改用 {2} 重做。</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>输入/输出错误</translation>
    </message>
    <message>
        <source>Install it with: pip install srdesk[coreml]</source>
        <translation>安装方法：pip install srdesk[coreml]</translation>
    </message>
    <message>
        <source>Install it with: pip install srdesk[torch]; or export the network as ONNX.</source>
        <translation>安装方法：pip install srdesk[torch]；或把网络导出为 ONNX。</translation>
    </message>
    <message>
        <source>Install opencv-contrib-python-headless in place of opencv-python-headless, or use --engine onnx.</source>
        <translation>请安装 opencv-contrib-python-headless 以代替 opencv-python-headless，或使用 --engine onnx。</translation>
    </message>
    <message>
        <source>Install srdesk again; the file on disk is not the one that was shipped.</source>
        <translation>请重新安装 srdesk；磁盘上的文件与发行时的不一致。</translation>
    </message>
    <message>
        <source>Install srdesk {0} there, and start the worker again.</source>
        <translation>请在那台计算机上安装 srdesk {0}，然后重新启动该工作进程。</translation>
    </message>
    <message>
        <source>Install srdesk {0} with its models there anew, and start the worker again.</source>
        <translation>请在那台计算机上重新安装 srdesk {0} 及其模型，然后重新启动该工作进程。</translation>
    </message>
    <message>
        <source>Install torch and torchvision again, of one release and from one place.</source>
        <translation>请重新安装 torch 和 torchvision，二者须版本匹配且来源相同。</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>是一个文件夹</translation>
    </message>
    <message>
        <source>Is it running, and reachable from here? dask scheduler starts one.</source>
        <translation>它在运行吗？从这里能连上吗？可用 dask scheduler 启动。</translation>
    </message>
    <message>
        <source>It has {0}.</source>
        <translation>它有 {0}。</translation>
    </message>
    <message>
        <source>It has {0}; auto picks the best.</source>
        <translation>可用的有 {0}；auto 会选择最合适的。</translation>
    </message>
    <message>
        <source>It has {0}; other models may have it.</source>
        <translation>它有 {0}；其他模型可能有您要的倍数。</translation>
    </message>
    <message>
        <source>It is damaged, hostile, or needs more memory or time than there is. Nothing else was harmed.</source>
        <translation>文件已损坏、有恶意，或所需的内存或时间超出限度。其他一切未受影响。</translation>
    </message>
    <message>
        <source>It is damaged, hostile, or too large to be used here.</source>
        <translation>它已损坏、带有恶意，或者太大，无法在此使用。</translation>
    </message>
    <message>
        <source>It is damaged, or of a kind that srdesk does not read. Of all formats, ONNX has the best chances.</source>
        <translation>该文件已损坏，或属于 srdesk 不能读取的类型。在各种格式中，ONNX 最有可能读取成功。</translation>
    </message>
    <message>
        <source>It is too large for this computer, or made never to end.</source>
        <translation>它对这台电脑来说太大，或被做成永不结束。</translation>
    </message>
    <message>
        <source>It looks at the whole picture: tiles of large photos may differ a little.</source>
        <translation>它会看整张图片：大照片的各图块之间可能略有差异。</translation>
    </message>
    <message>
        <source>It makes brightness {0} times as large; colours are enlarged plainly.</source>
        <translation>它把亮度放大 {0} 倍；颜色用普通方式放大。</translation>
    </message>
    <message>
        <source>It makes colour pictures {0} times as large ({1}).</source>
        <translation>它把彩色图片放大 {0} 倍（{1}）。</translation>
    </message>
    <message>
        <source>It makes something of nothing, not of a picture.</source>
        <translation>它凭空生成内容，而不是处理图片。</translation>
    </message>
    <message>
        <source>It may be damaged or half a network.</source>
        <translation>它可能已损坏，或只是网络的一部分。</translation>
    </message>
    <message>
        <source>It may be for something else, or need its input prepared in a way srdesk does not know.</source>
        <translation>它可能另有用途，或需要 srdesk 不了解的输入准备。</translation>
    </message>
    <message>
        <source>It may need more memory than they have: restore it by itself, with smaller tiles.</source>
        <translation>它需要的内存可能比这些工作进程所有的多：请用较小的图块单独修复它。</translation>
    </message>
    <message>
        <source>It reads {0}.</source>
        <translation>可读取 {0}。</translation>
    </message>
    <message>
        <source>It takes pictures of any size.</source>
        <translation>它接受任意大小的图片。</translation>
    </message>
    <message>
        <source>It takes pictures of {0} x {1} pixels only: photos are cut into tiles of that.</source>
        <translation>它只接受 {0} x {1} 像素的图片：照片会切成这样大的图块。</translation>
    </message>
    <message>
        <source>It takes sizes that are multiples of {0} pixels.</source>
        <translation>它接受边长为 {0} 像素倍数的图片。</translation>
    </message>
    <message>
        <source>It takes {0}, {1}, in {2}.</source>
        <translation>输入为 {0}、{1}，取值 {2}。</translation>
    </message>
    <message>
        <source>It was left alone. Delete it yourself if you do not need it.</source>
        <translation>已保持原样。如不需要，请自行删除。</translation>
    </message>
    <message>
        <source>It was not replaced. Free disk space, or check the folder&apos;s permissions.</source>
        <translation>未替换该文件。请腾出磁盘空间，或检查文件夹权限。</translation>
    </message>
    <message>
        <source>Its colours are of a kind that srdesk cannot convert (perhaps high dynamic range).</source>
        <translation>其色彩类型是 srdesk 无法转换的（可能是高动态范围）。</translation>
    </message>
    <message>
        <source>Its drive has no locks, so that two runs could not know of each other. Choose another output folder.</source>
        <translation>所在磁盘不支持锁定，两次运行无法互相察觉。请选择另一个输出文件夹。</translation>
    </message>
    <message>
        <source>Its licence is not known to srdesk.</source>
        <translation>srdesk 不知道它的许可证。</translation>
    </message>
    <message>
        <source>Its order of colours could not be found out; RGB was taken. If colours look wrong, it is BGR.</source>
        <translation>无法判断它的颜色顺序，暂按 RGB 处理。如果颜色不对，就是 BGR。</translation>
    </message>
    <message>
        <source>Its range of values could not be found out; {0} was taken.</source>
        <translation>无法得知它的数值范围；已采用 {0}。</translation>
    </message>
    <message>
        <source>Its {0} bits a channel were rounded to 8.</source>
        <translation>每通道 {0} 位已舍入为 8 位。</translation>
    </message>
    <message>
        <source>JPEG has too little room for the maker&apos;s notes in the EXIF: they were left out.</source>
        <translation>JPEG 放不下 EXIF 中的厂商注释，已舍去。</translation>
    </message>
    <message>
        <source>JPEG has too little room for this EXIF: it was left out.</source>
        <translation>JPEG 放不下该 EXIF，已舍去。</translation>
    </message>
    <message>
        <source>Looking at the file took longer than {0:.0f} seconds.</source>
        <translation>检查该文件超过了 {0:.0f} 秒。</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>生成方式</translation>
    </message>
    <message>
        <source>Make it first, or choose another.</source>
        <translation>请先创建，或选择另一个。</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>元数据</translation>
    </message>
    <message>
        <source>Model {0!r} has no scale {1}.</source>
        <translation>模型 {0!r} 没有 {1} 倍放大。</translation>
    </message>
    <message>
        <source>Models: {0}.</source>
        <translation>可用模型：{0}。</translation>
    </message>
    <message>
        <source>Mount the storage there under the same path.</source>
        <translation>请在那里以相同的路径挂载该存储。</translation>
    </message>
    <message>
        <source>Move it back by hand.</source>
        <translation>请手动移回。</translation>
    </message>
    <message>
        <source>Name a file in it.</source>
        <translation>请指定其中的一个文件。</translation>
    </message>
    <message>
        <source>Name a file of its own for the result.</source>
        <translation>请为结果指定一个单独的文件。</translation>
    </message>
    <message>
        <source>Name a folder of good pictures to measure on.</source>
        <translation>请指定一个存放高质量图片的文件夹用于测量。</translation>
    </message>
    <message>
        <source>Name a folder of photos.</source>
        <translation>请指定照片文件夹。</translation>
    </message>
    <message>
        <source>Name a folder with some dozens of your photos.</source>
        <translation>请指定一个含有几十张您的照片的文件夹。</translation>
    </message>
    <message>
        <source>Name a folder, last.</source>
        <translation>请在最后指定一个文件夹。</translation>
    </message>
    <message>
        <source>Name the pictures in it.</source>
        <translation>请指定其中的图片。</translation>
    </message>
    <message>
        <source>Names have none: the tree of folders is mirrored.</source>
        <translation>名称中不能有斜杠：文件夹结构会照原样保留。</translation>
    </message>
    <message>
        <source>Networks for photos are much smaller.</source>
        <translation>用于照片的网络要小得多。</translation>
    </message>
    <message>
        <source>Networks have to be frozen: variables made constants, in one .pb file.</source>
        <translation>网络必须是冻结的：变量已变为常量，存于一个 .pb 文件中。</translation>
    </message>
    <message>
        <source>Networks of convolutions, activations and rearrangements of pixels can be read.</source>
        <translation>可以读取由卷积、激活函数和像素重排组成的网络。</translation>
    </message>
    <message>
        <source>Networks of one picture can be read.</source>
        <translation>可以读取以一张图像为输入和输出的网络。</translation>
    </message>
    <message>
        <source>No batch was ever begun in {0}.</source>
        <translation>{0} 中从未开始过批处理。</translation>
    </message>
    <message>
        <source>No picture in {0} can be used.</source>
        <translation>{0} 中没有可用的图片。</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>磁盘空间不足</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>没有该文件或文件夹</translation>
    </message>
    <message>
        <source>No tiles of {0} with overlap {1} and feather {2} fit {3} x {4}.</source>
        <translation>大小 {0}、重叠 {1}、羽化 {2} 的图块不适合 {3} x {4}。</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>不是文件夹</translation>
    </message>
    <message>
        <source>Nothing can be written in {0}: {1}.</source>
        <translation>无法在 {0} 中写入：{1}。</translation>
    </message>
    <message>
        <source>Nothing is printed at {0:g} DPI.</source>
        <translation>没有以 {0:g} DPI 打印的情况。</translation>
    </message>
    <message>
        <source>Nothing may be written in {0}.</source>
        <translation>不允许在 {0} 中写入。</translation>
    </message>
    <message>
        <source>Nothing was kept. --max-loss allows more.</source>
        <translation>未保留任何内容。--max-loss 可放宽限制。</translation>
    </message>
    <message>
        <source>ONNX Runtime cannot load the network.</source>
        <translation>ONNX Runtime 无法加载该网络。</translation>
    </message>
    <message>
        <source>On the sample photo it is {0:+.2f} dB against bicubic.</source>
        <translation>在示例照片上与双三次插值相比：{0:+.2f} dB。</translation>
    </message>
    <message>
        <source>One side of its pictures is always {0} pixels.</source>
        <translation>它的图片有一边总是 {0} 像素。</translation>
    </message>
    <message>
        <source>Only models you added can go.</source>
        <translation>只有您添加的模型才能移除。</translation>
    </message>
    <message>
        <source>Only the first of {0} {1} was read.</source>
        <translation>共 {0} {1}，只读取了第一个。</translation>
    </message>
    <message>
        <source>Open it to see it.</source>
        <translation>请打开后查看。</translation>
    </message>
    <message>
        <source>Open it where it was made and save it as PNG or TIFF.</source>
        <translation>请在制作它的程序中打开，并保存为 PNG 或 TIFF。</translation>
    </message>
    <message>
        <source>OpenCV as it is installed cannot run {0} as TensorFlow wrote it: that takes opencv-contrib-python-headless.</source>
        <translation>当前安装的 OpenCV 无法直接运行 TensorFlow 所写的 {0}：这需要 opencv-contrib-python-headless。</translation>
    </message>
    <message>
        <source>OpenCV gains nothing from {0}.</source>
        <translation>{0} 对 OpenCV 没有好处。</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>操作不被允许</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>权限不足</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Pictures are recognised by their suffix.</source>
        <translation>图片按扩展名识别。</translation>
    </message>
    <message>
        <source>Pictures have four: a batch of one, channels, height, width. Videos and lists of numbers do not fit.</source>
        <translation>图片有四维：一张的批次、通道、高、宽。视频和数字列表不适用。</translation>
    </message>
    <message>
        <source>Pixels come whole.</source>
        <translation>像素数必须是整数。</translation>
    </message>
    <message>
        <source>PyTorch cannot write {0} as ONNX: {1}</source>
        <translation>PyTorch 无法把 {0} 写成 ONNX：{1}</translation>
    </message>
    <message>
        <source>Quality {0} is outside 1..100.</source>
        <translation>质量 {0} 不在 1 到 100 之间。</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>只读文件系统</translation>
    </message>
    <message>
        <source>Restore them into two folders.</source>
        <translation>请将它们修复到两个文件夹中。</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>SHA-256 of photo and result</source>
        <translation>照片与结果的 SHA-256</translation>
    </message>
    <message>
        <source>Samples of 32 bits became 16 bits.</source>
        <translation>32 位样本已转为 16 位。</translation>
    </message>
    <message>
        <source>Save a still frame of it first.</source>
        <translation>请先保存其中的一帧静态画面。</translation>
    </message>
    <message>
        <source>Save as .jpg or .png instead.</source>
        <translation>请改存为 .jpg 或 .png。</translation>
    </message>
    <message>
        <source>Save as PNG or TIFF instead.</source>
        <translation>请改存为 PNG 或 TIFF。</translation>
    </message>
    <message>
        <source>Save as TIFF or PNG instead, or enlarge less.</source>
        <translation>请改存为 TIFF 或 PNG，或减小放大倍数。</translation>
    </message>
    <message>
        <source>Save as… keeps it under another name; or open the photo again, to restore what is there now.</source>
        <translation>“另存为…”可以用其他名称保存；也可以重新打开照片，修复现在的内容。</translation>
    </message>
    <message>
        <source>Save it as 8 or 16 bits.</source>
        <translation>请保存为 8 位或 16 位。</translation>
    </message>
    <message>
        <source>Save it as PNG or JPEG.</source>
        <translation>请保存为 PNG 或 JPEG。</translation>
    </message>
    <message>
        <source>Save it as a file first.</source>
        <translation>请先将其保存为文件。</translation>
    </message>
    <message>
        <source>Save it as a file instead.</source>
        <translation>请改为保存成文件。</translation>
    </message>
    <message>
        <source>Save it as a plain TIFF of 8 or 16 bits.</source>
        <translation>请保存为 8 位或 16 位的普通 TIFF。</translation>
    </message>
    <message>
        <source>Save it with 16 bits a channel.</source>
        <translation>请以每通道 16 位保存。</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Sizes look like {0}.</source>
        <translation>尺寸的写法如 {0}。</translation>
    </message>
    <message>
        <source>Start it as a user who may, or change permissions.</source>
        <translation>请以有权限的用户启动它，或更改权限。</translation>
    </message>
    <message>
        <source>Start the batch again with its folders and options; what is done is not done again.</source>
        <translation>请用相同的文件夹和选项重新开始批处理；已完成的不会重做。</translation>
    </message>
    <message>
        <source>Strength {0} is outside 0..1.</source>
        <translation>强度 {0} 不在 0 到 1 之间。</translation>
    </message>
    <message>
        <source>TensorFlow Lite has no counterpart here for: {0}.</source>
        <translation>以下运算在 TensorFlow Lite 中没有对应：{0}。</translation>
    </message>
    <message>
        <source>That is a file. A model {0} is there already: use --model {0}.</source>
        <translation>这是一个文件。模型 {0} 已经存在：请使用 --model {0}。</translation>
    </message>
    <message>
        <source>That is a file. Bring it in once: srdesk models add {0}; then use --model {1}.</source>
        <translation>这是一个文件。请先添加一次：srdesk models add {0}；然后使用 --model {1}。</translation>
    </message>
    <message>
        <source>That is no network that TensorFlow Lite can run: {0}</source>
        <translation>这不是 TensorFlow Lite 能运行的网络：{0}</translation>
    </message>
    <message>
        <source>That is no network that ncnn can run: {0}</source>
        <translation>这不是 ncnn 能运行的网络：{0}</translation>
    </message>
    <message>
        <source>The EXIF is damaged and was left out.</source>
        <translation>EXIF 已损坏，已舍去。</translation>
    </message>
    <message>
        <source>The TensorFlow Lite file is damaged: {0}.</source>
        <translation>TensorFlow Lite 文件已损坏：{0}。</translation>
    </message>
    <message>
        <source>The XMP is damaged and was left out.</source>
        <translation>XMP 已损坏，已舍去。</translation>
    </message>
    <message>
        <source>The camera says that the colours are in Adobe RGB: its profile was attached.</source>
        <translation>相机标明色彩为 Adobe RGB：已附上相应的色彩配置文件。</translation>
    </message>
    <message>
        <source>The chromaticities are out of range.</source>
        <translation>色度坐标超出范围。</translation>
    </message>
    <message>
        <source>The chromaticities span no colour space.</source>
        <translation>色度坐标不能构成色彩空间。</translation>
    </message>
    <message>
        <source>The colour profile cannot be applied.</source>
        <translation>无法应用该色彩配置文件。</translation>
    </message>
    <message>
        <source>The colour profile is damaged.</source>
        <translation>色彩配置文件已损坏。</translation>
    </message>
    <message>
        <source>The colour profile is for {0}, not for {1}.</source>
        <translation>该色彩配置文件用于 {0}，而不是 {1}。</translation>
    </message>
    <message>
        <source>The colour profile is more than a matrix and curves, which srdesk converts in 8 bits only: it was kept.</source>
        <translation>该色彩配置文件不只是矩阵和曲线，srdesk 只能以 8 位转换，因此予以保留。</translation>
    </message>
    <message>
        <source>The colour profile is not a matrix and curves.</source>
        <translation>该色彩配置文件不是矩阵加曲线的形式。</translation>
    </message>
    <message>
        <source>The colours of its palette became separate values.</source>
        <translation>调色板颜色已转为独立的数值。</translation>
    </message>
    <message>
        <source>The constant {0!r} does not say what shape it has.</source>
        <translation>常量 {0!r} 没有说明自己的形状。</translation>
    </message>
    <message>
        <source>The constant {0!r} has no value.</source>
        <translation>常量 {0!r} 没有值。</translation>
    </message>
    <message>
        <source>The constant {0!r} has not as many numbers as its shape {1} says.</source>
        <translation>常量 {0!r} 的数值个数与其形状 {1} 不符。</translation>
    </message>
    <message>
        <source>The constant {0!r} has numbers of a kind ({1}) that is not read.</source>
        <translation>常量 {0!r} 的数值类型（{1}）无法读取。</translation>
    </message>
    <message>
        <source>The constants of the graph have more than {0} numbers; that is too much.</source>
        <translation>计算图的常量超过 {0} 个数值，太多了。</translation>
    </message>
    <message>
        <source>The copy went wrong: fetch the file again from where it came.</source>
        <translation>复制时出错：请从原处重新获取该文件。</translation>
    </message>
    <message>
        <source>The download went wrong: fetch the picture itself.</source>
        <translation>下载有误：请下载图片本身。</translation>
    </message>
    <message>
        <source>The encoder for {0} failed: {1}.</source>
        <translation>{0} 编码器出错：{1}。</translation>
    </message>
    <message>
        <source>The engine cannot be started: {0}.</source>
        <translation>引擎无法启动：{0}。</translation>
    </message>
    <message>
        <source>The engine crashed ({0}).</source>
        <translation>引擎崩溃了（{0}）。</translation>
    </message>
    <message>
        <source>The engine did not answer for {0} minutes.</source>
        <translation>引擎已有 {0} 分钟没有响应。</translation>
    </message>
    <message>
        <source>The engine ran out of memory.</source>
        <translation>引擎内存不足。</translation>
    </message>
    <message>
        <source>The file broke what looked at it (exit code {0}).</source>
        <translation>该文件使检查它的程序出错（退出码 {0}）。</translation>
    </message>
    <message>
        <source>The file is damaged, or is not an ONNX network.</source>
        <translation>文件已损坏，或不是 ONNX 网络。</translation>
    </message>
    <message>
        <source>The file is damaged, or not a frozen TensorFlow graph.</source>
        <translation>文件已损坏，或者不是冻结的 TensorFlow 计算图。</translation>
    </message>
    <message>
        <source>The file is larger than {0} megabytes; that is too much.</source>
        <translation>文件大于 {0} MB，太大了。</translation>
    </message>
    <message>
        <source>The file was left where it is. Delete it yourself if you do not need it.</source>
        <translation>文件已留在原处。如不需要，请自行删除。</translation>
    </message>
    <message>
        <source>The first {0:,} of {1:,}; all are in the CSV file beside this page.</source>
        <translation>仅列出前 {0:,} 张，共 {1:,} 张；全部见此页面旁的 CSV 文件。</translation>
    </message>
    <message>
        <source>The folder {0} cannot be made: {1}.</source>
        <translation>无法创建文件夹 {0}：{1}。</translation>
    </message>
    <message>
        <source>The graph does not say how many channels a picture has.</source>
        <translation>计算图没有说明图片有多少个通道。</translation>
    </message>
    <message>
        <source>The graph ends in {0} results, not in one picture: {1}.</source>
        <translation>计算图有 {0} 个结果，而不是一张图片：{1}。</translation>
    </message>
    <message>
        <source>The graph goes round in a circle at {0!r}.</source>
        <translation>计算图在 {0!r} 处形成循环。</translation>
    </message>
    <message>
        <source>The graph has two nodes called {0!r}.</source>
        <translation>计算图中有两个节点都叫 {0!r}。</translation>
    </message>
    <message>
        <source>The graph has {0} operators; more than {1} are not read.</source>
        <translation>计算图有 {0} 个算子；超过 {1} 个则不读取。</translation>
    </message>
    <message>
        <source>The graph lacks {0!r}, which another operator of it needs.</source>
        <translation>计算图缺少其他算子需要的 {0!r}。</translation>
    </message>
    <message>
        <source>The graph makes nothing of a picture.</source>
        <translation>计算图没有用图片计算任何东西。</translation>
    </message>
    <message>
        <source>The graph takes no picture: it has no {0}.</source>
        <translation>计算图不接收图片：其中没有 {0}。</translation>
    </message>
    <message>
        <source>The graph takes {0} inputs, not one picture: {1}.</source>
        <translation>计算图接收 {0} 个输入，而不是一张图片：{1}。</translation>
    </message>
    <message>
        <source>The grays of its palette became separate values.</source>
        <translation>调色板灰度已转为独立的数值。</translation>
    </message>
    <message>
        <source>The input {0!r} of the graph takes no pictures.</source>
        <translation>计算图的输入 {0!r} 不接收图片。</translation>
    </message>
    <message>
        <source>The journal in {0} does not say what its batch was to do.</source>
        <translation>{0} 中的日志没有说明其批处理要做什么。</translation>
    </message>
    <message>
        <source>The journal {0} cannot be written: {1}.</source>
        <translation>无法写入日志 {0}：{1}。</translation>
    </message>
    <message>
        <source>The model cannot be kept in {0}: {1}.</source>
        <translation>无法把模型保存在 {0}：{1}。</translation>
    </message>
    <message>
        <source>The model cannot be removed from {0}: {1}.</source>
        <translation>无法从 {0} 移除模型：{1}。</translation>
    </message>
    <message>
        <source>The model catalogue {0} cannot be read: {1}.</source>
        <translation>无法读取模型目录 {0}：{1}。</translation>
    </message>
    <message>
        <source>The model catalogue {0} is damaged: {1}.</source>
        <translation>模型目录 {0} 已损坏：{1}。</translation>
    </message>
    <message>
        <source>The model file {0} cannot be read: {1}.</source>
        <translation>无法读取模型文件 {0}：{1}。</translation>
    </message>
    <message>
        <source>The model in {0} cannot be read: {1}.</source>
        <translation>无法读取 {0} 中的模型：{1}。</translation>
    </message>
    <message>
        <source>The model in {0} is damaged: {1}.</source>
        <translation>{0} 中的模型已损坏：{1}。</translation>
    </message>
    <message>
        <source>The name {0!r} cannot be understood: {1}.</source>
        <translation>无法理解名称 {0!r}：{1}。</translation>
    </message>
    <message>
        <source>The name {0!r} has a slash in it.</source>
        <translation>名称 {0!r} 中含有斜杠。</translation>
    </message>
    <message>
        <source>The network cannot be quantised: {0}</source>
        <translation>无法量化该网络：{0}</translation>
    </message>
    <message>
        <source>The network computes in 16-bit integers.</source>
        <translation>网络用 16 位整数计算。</translation>
    </message>
    <message>
        <source>The network computes what has to be known.</source>
        <translation>网络在运行时计算必须已知的内容。</translation>
    </message>
    <message>
        <source>The network computes {0}, which has to be known.</source>
        <translation>网络在运行时计算 {0}，而它必须是已知的。</translation>
    </message>
    <message>
        <source>The network consists of {0} subgraphs.</source>
        <translation>网络由 {0} 个子图组成。</translation>
    </message>
    <message>
        <source>The network cuts something else out than a part of a picture.</source>
        <translation>网络截取的不是图像的一部分。</translation>
    </message>
    <message>
        <source>The network does not run: {0}</source>
        <translation>该网络无法运行：{0}</translation>
    </message>
    <message>
        <source>The network does not take a gray or RGB picture.</source>
        <translation>网络的输入不是灰度或 RGB 图像。</translation>
    </message>
    <message>
        <source>The network enlarges {0} times.</source>
        <translation>该网络放大 {0} 倍。</translation>
    </message>
    <message>
        <source>The network has no convolutions that can be quantised.</source>
        <translation>此网络没有可量化的卷积。</translation>
    </message>
    <message>
        <source>The network has no input.</source>
        <translation>该网络没有输入。</translation>
    </message>
    <message>
        <source>The network has operators that are not part of ONNX: {0}.</source>
        <translation>该网络含有不属于 ONNX 的算子：{0}。</translation>
    </message>
    <message>
        <source>The network has operators that srdesk does not know: {0}.</source>
        <translation>网络含有 srdesk 不认识的运算：{0}。</translation>
    </message>
    <message>
        <source>The network has several inputs or outputs.</source>
        <translation>网络有多个输入或输出。</translation>
    </message>
    <message>
        <source>The network has tensors of a type that is not known ({0}).</source>
        <translation>网络含有未知类型的张量（{0}）。</translation>
    </message>
    <message>
        <source>The network has too many operators.</source>
        <translation>该网络的算子太多。</translation>
    </message>
    <message>
        <source>The network has {0} inputs ({1}), not one picture.</source>
        <translation>该网络有 {0} 个输入（{1}），而不是一张图片。</translation>
    </message>
    <message>
        <source>The network is of a kind of ONNX that is too old.</source>
        <translation>该网络所用的 ONNX 版本太旧。</translation>
    </message>
    <message>
        <source>The network is written in operators of version {0}; here {1} is known.</source>
        <translation>此网络使用第 {0} 版运算符；这里最高支持第 {1} 版。</translation>
    </message>
    <message>
        <source>The network joins something else than channels.</source>
        <translation>网络拼接的不是通道。</translation>
    </message>
    <message>
        <source>The network joins tensors of different resolution.</source>
        <translation>该网络连接了分辨率不同的张量。</translation>
    </message>
    <message>
        <source>The network keeps its weights outside the file.</source>
        <translation>网络的权重保存在文件之外。</translation>
    </message>
    <message>
        <source>The network leaves to its runtime what is padded.</source>
        <translation>该网络把填充方式留给运行时决定。</translation>
    </message>
    <message>
        <source>The network made planes of {0} where {1} were expected.</source>
        <translation>网络输出的尺寸为 {0}，预期为 {1}。</translation>
    </message>
    <message>
        <source>The network makes a list, not a picture.</source>
        <translation>此网络输出的是列表，而不是图片。</translation>
    </message>
    <message>
        <source>The network makes channels of pixels.</source>
        <translation>此网络把像素变为通道。</translation>
    </message>
    <message>
        <source>The network makes no enlarged picture: of {0} x {1} pixels it makes {2}.</source>
        <translation>该网络不会生成放大的图片：它把 {0} x {1} 像素变成 {2}。</translation>
    </message>
    <message>
        <source>The network makes numbers that are not finite.</source>
        <translation>该网络产生了非有限的数值。</translation>
    </message>
    <message>
        <source>The network makes pictures smaller.</source>
        <translation>该网络会缩小图片。</translation>
    </message>
    <message>
        <source>The network mirrors a border with itself.</source>
        <translation>网络以连同边缘像素的镜像填充边缘。</translation>
    </message>
    <message>
        <source>The network needs more memory than it is given.</source>
        <translation>该网络所需的内存超出限度。</translation>
    </message>
    <message>
        <source>The network pads in a way that has no counterpart.</source>
        <translation>网络的填充方式没有对应的实现。</translation>
    </message>
    <message>
        <source>The network pads something else than pictures.</source>
        <translation>网络填充的不是图像。</translation>
    </message>
    <message>
        <source>The network produced numbers that are not finite.</source>
        <translation>网络产生了非有限的数值。</translation>
    </message>
    <message>
        <source>The network reads text ({0}) and would need a tokenizer; it is not for pictures.</source>
        <translation>该网络读取文本（{0}），需要分词器；它不是用于图片的。</translation>
    </message>
    <message>
        <source>The network resizes in a way that has no counterpart.</source>
        <translation>该网络的缩放方式没有对应的运算。</translation>
    </message>
    <message>
        <source>The network resizes something else than pictures.</source>
        <translation>网络缩放的不是图像。</translation>
    </message>
    <message>
        <source>The network takes arrays of {0} dimensions, not pictures.</source>
        <translation>该网络接受 {0} 维数组，而不是图片。</translation>
    </message>
    <message>
        <source>The network takes something of {0} dimensions, not a picture.</source>
        <translation>网络的输入有 {0} 个维度，不是图像。</translation>
    </message>
    <message>
        <source>The network turns pictures round.</source>
        <translation>网络会反向翻转图像。</translation>
    </message>
    <message>
        <source>The network turns something else than pictures.</source>
        <translation>网络转置的不是图像。</translation>
    </message>
    <message>
        <source>The network wants pictures of {0} x {1} pixels at once.</source>
        <translation>该网络一次需要 {0} x {1} 像素的图片。</translation>
    </message>
    <message>
        <source>The network&apos;s input has the shape {0}: no picture of 1, 3 or 4 channels.</source>
        <translation>该网络输入的形状为 {0}：不是 1、3 或 4 通道的图片。</translation>
    </message>
    <message>
        <source>The network&apos;s input {0!r} does not take a picture&apos;s numbers.</source>
        <translation>该网络的输入 {0!r} 不接受图片的数值。</translation>
    </message>
    <message>
        <source>The network&apos;s input {0!r} takes no picture.</source>
        <translation>该网络的输入 {0!r} 不接受图片。</translation>
    </message>
    <message>
        <source>The network&apos;s weights are not in its own file, but in {0!r}.</source>
        <translation>该网络的权重不在自己的文件里，而在 {0!r} 中。</translation>
    </message>
    <message>
        <source>The number of threads cannot be negative.</source>
        <translation>线程数不能为负。</translation>
    </message>
    <message>
        <source>The operator {0} ({1!r}) cannot be converted: {2}.</source>
        <translation>无法转换算子 {0}（{1!r}）：{2}。</translation>
    </message>
    <message>
        <source>The operator {0} ({1!r}) expects axes in another order.</source>
        <translation>算子 {0}（{1!r}）要求的轴顺序不同。</translation>
    </message>
    <message>
        <source>The operator {0} ({1!r}) has constants that do not fit it.</source>
        <translation>算子 {0}（{1!r}）的常量与之不符。</translation>
    </message>
    <message>
        <source>The operator {0} ({1!r}) of the network is not known.</source>
        <translation>不认识网络中的算子 {0}（{1!r}）。</translation>
    </message>
    <message>
        <source>The original of {0} cannot be kept in {1}: {2}.</source>
        <translation>无法将 {0} 的原文件保存在 {1} 中：{2}。</translation>
    </message>
    <message>
        <source>The output folder {0}</source>
        <translation>输出文件夹 {0}</translation>
    </message>
    <message>
        <source>The overlap cannot be negative.</source>
        <translation>重叠不能为负。</translation>
    </message>
    <message>
        <source>The packet cannot be split.</source>
        <translation>数据包无法拆分。</translation>
    </message>
    <message>
        <source>The packet declares entities.</source>
        <translation>数据包声明了实体。</translation>
    </message>
    <message>
        <source>The packet is nested too deeply.</source>
        <translation>数据包嵌套过深。</translation>
    </message>
    <message>
        <source>The packet is not Unicode text.</source>
        <translation>数据包不是 Unicode 文本。</translation>
    </message>
    <message>
        <source>The packet is not well-formed.</source>
        <translation>数据包格式不正确。</translation>
    </message>
    <message>
        <source>The packet is too large.</source>
        <translation>数据包过大。</translation>
    </message>
    <message>
        <source>The part {0} is not within {1} x {2} pixels.</source>
        <translation>部分 {0} 不在 {1} x {2} 像素之内。</translation>
    </message>
    <message>
        <source>The photo is as large as was asked for already: it is restored at its own size.</source>
        <translation>照片已达到要求的尺寸：将按原尺寸修复。</translation>
    </message>
    <message>
        <source>The picture</source>
        <translation>该图片</translation>
    </message>
    <message>
        <source>The picture has the same name without &quot;._&quot; in front.</source>
        <translation>真正的图片名称相同，但前面没有“._”。</translation>
    </message>
    <message>
        <source>The queue cannot be kept in {0}: {1}.</source>
        <translation>无法将队列保存在 {0}：{1}。</translation>
    </message>
    <message>
        <source>The reach of the network&apos;s operator {0} is not known.</source>
        <translation>不清楚网络算子 {0} 的感受范围。</translation>
    </message>
    <message>
        <source>The recycle bin does not take {0}: {1}.</source>
        <translation>无法将 {0} 移到回收站：{1}。</translation>
    </message>
    <message>
        <source>The result is flat where the source is not.</source>
        <translation>原图有内容的地方，结果却是一片平坦。</translation>
    </message>
    <message>
        <source>The result is not an enlargement of its source (off by {0:.3f}, at most {1:.3f}).</source>
        <translation>结果不是原图的放大（偏差 {0:.3f}，上限 {1:.3f}）。</translation>
    </message>
    <message>
        <source>The result would replace its source {0}.</source>
        <translation>结果会覆盖原图 {0}。</translation>
    </message>
    <message>
        <source>The runtime says: {0}</source>
        <translation>运行时报告：{0}</translation>
    </message>
    <message>
        <source>The scheduler {0} does not answer.</source>
        <translation>调度器 {0} 没有响应。</translation>
    </message>
    <message>
        <source>The setting {0} = {1!r} makes no sense; {2!r} is used.</source>
        <translation>设置 {0} = {1!r} 无效，改用 {2!r}。</translation>
    </message>
    <message>
        <source>The setting {0} is not known and is ignored.</source>
        <translation>未知的设置 {0}，已忽略。</translation>
    </message>
    <message>
        <source>The settings cannot be saved in {0}: {1}.</source>
        <translation>无法将设置保存到 {0}：{1}。</translation>
    </message>
    <message>
        <source>The settings in {0} are damaged and were kept as {1}.</source>
        <translation>{0} 中的设置已损坏，已另存为 {1}。</translation>
    </message>
    <message>
        <source>The settings in {0} cannot be read: {1}. The built-in ones are used.</source>
        <translation>无法读取 {0} 中的设置：{1}。将使用内置设置。</translation>
    </message>
    <message>
        <source>The sizes of the network&apos;s tensors contradict each other.</source>
        <translation>网络中各张量的尺寸互相矛盾。</translation>
    </message>
    <message>
        <source>The source is untouched. Try another model or precision, or --engine opencv.</source>
        <translation>原图未受影响。请换用其他模型或精度，或使用 --engine opencv。</translation>
    </message>
    <message>
        <source>The system ended the engine, probably to free memory.</source>
        <translation>系统终止了引擎，可能是为了释放内存。</translation>
    </message>
    <message>
        <source>The target&apos;s name has a null character in it.</source>
        <translation>目标名称中含有空字符。</translation>
    </message>
    <message>
        <source>The weight file {0} cannot be read: {1}.</source>
        <translation>无法读取权重文件 {0}：{1}。</translation>
    </message>
    <message>
        <source>The weight file {0} is damaged: its checksum is wrong.</source>
        <translation>权重文件 {0} 已损坏：校验和不符。</translation>
    </message>
    <message>
        <source>The work did not stop within {0} seconds and was left alone.</source>
        <translation>任务未能在 {0} 秒内停止，已将其搁置。</translation>
    </message>
    <message>
        <source>The worker {0} is gone; what it had goes to others.</source>
        <translation>工作进程 {0} 已消失；它手上的照片将交给其他工作进程。</translation>
    </message>
    <message>
        <source>The worker {0} is left out: {1}</source>
        <translation>不使用工作进程 {0}：{1}</translation>
    </message>
    <message>
        <source>There are no pictures in {0}.</source>
        <translation>{0} 中没有图片。</translation>
    </message>
    <message>
        <source>There is a model {0!r} for {1} times already.</source>
        <translation>已有放大 {1} 倍的模型 {0!r}。</translation>
    </message>
    <message>
        <source>There is no RDF in the packet.</source>
        <translation>数据包中没有 RDF。</translation>
    </message>
    <message>
        <source>There is no byte order mark.</source>
        <translation>缺少字节序标记。</translation>
    </message>
    <message>
        <source>There is no colour scheme {0!r}.</source>
        <translation>没有名为 {0!r} 的配色。</translation>
    </message>
    <message>
        <source>There is no device {0!r}.</source>
        <translation>没有设备 {0!r}。</translation>
    </message>
    <message>
        <source>There is no directory {0}.</source>
        <translation>没有目录 {0}。</translation>
    </message>
    <message>
        <source>There is no display to open a window on.</source>
        <translation>没有可以打开窗口的显示器。</translation>
    </message>
    <message>
        <source>There is no engine {0!r}.</source>
        <translation>没有引擎 {0!r}。</translation>
    </message>
    <message>
        <source>There is no file or folder {0}.</source>
        <translation>没有文件或文件夹 {0}。</translation>
    </message>
    <message>
        <source>There is no file {0}.</source>
        <translation>没有文件 {0}。</translation>
    </message>
    <message>
        <source>There is no folder {0}.</source>
        <translation>没有文件夹 {0}。</translation>
    </message>
    <message>
        <source>There is no journal in {0}.</source>
        <translation>{0} 中没有日志。</translation>
    </message>
    <message>
        <source>There is no model {0!r}.</source>
        <translation>没有模型 {0!r}。</translation>
    </message>
    <message>
        <source>There is no photo of at least {1} x {1} pixels in {0}.</source>
        <translation>{0} 中没有至少 {1} x {1} 像素的照片。</translation>
    </message>
    <message>
        <source>There is no print resolution {0!r}.</source>
        <translation>没有打印分辨率 {0!r}。</translation>
    </message>
    <message>
        <source>There is no room for a working file of {0:.0f} MB in {1}: {2}.</source>
        <translation>{1} 中放不下 {0:.0f} MB 的工作文件：{2}。</translation>
    </message>
    <message>
        <source>There is no room for {0}: it needs more than {1:.0f} MB, {2:.0f} are free.</source>
        <translation>空间不够保存 {0}：需要 {1:.0f} MB 以上，可用 {2:.0f} MB。</translation>
    </message>
    <message>
        <source>There is no scale {0!r}.</source>
        <translation>没有 {0!r} 这样的放大倍数。</translation>
    </message>
    <message>
        <source>There is no {0} {1!r}.</source>
        <translation>{0} 没有 {1!r} 这个选项。</translation>
    </message>
    <message>
        <source>There is not enough memory to write {0}.</source>
        <translation>内存不足，无法写入 {0}。</translation>
    </message>
    <message>
        <source>There is not enough memory.</source>
        <translation>内存不足。</translation>
    </message>
    <message>
        <source>There is nothing to gain from {0}.</source>
        <translation>{0} 没有好处。</translation>
    </message>
    <message>
        <source>There is nothing to restore.</source>
        <translation>没有可修复的内容。</translation>
    </message>
    <message>
        <source>There was not enough memory; tiles of {0} pixels were used instead.</source>
        <translation>内存不足，已改用 {0} 像素的图块。</translation>
    </message>
    <message>
        <source>They may lie in a file beside it, under its bare name; or save the network as one file.</source>
        <translation>权重可以放在旁边的文件里并只写文件名；或者把网络存成一个文件。</translation>
    </message>
    <message>
        <source>This is a bug in srdesk: please report it.</source>
        <translation>这是 srdesk 的缺陷：请报告。</translation>
    </message>
    <message>
        <source>This is not a TensorFlow graph, or an empty one.</source>
        <translation>这不是 TensorFlow 计算图，或者是空的。</translation>
    </message>
    <message>
        <source>This is not a TensorFlow graph: a node of it makes no sense.</source>
        <translation>这不是 TensorFlow 计算图：其中有节点不合理。</translation>
    </message>
    <message>
        <source>This is not a TensorFlow graph: it cannot be decoded.</source>
        <translation>这不是 TensorFlow 计算图：无法解码。</translation>
    </message>
    <message>
        <source>Too large to be shown here in the memory that may be used: {0:,}.</source>
        <translation>有 {0:,} 张照片过大，在允许使用的内存内无法在此显示。</translation>
    </message>
    <message>
        <source>Try --engine opencv, or smaller tiles.</source>
        <translation>请试用 --engine opencv，或更小的图块。</translation>
    </message>
    <message>
        <source>Try again. If it happens again, choose another model or smaller tiles.</source>
        <translation>请重试。如果再次发生，请换用其他模型或更小的图块。</translation>
    </message>
    <message>
        <source>Type one, for instance Prints.</source>
        <translation>请输入一个名称，例如“冲印”。</translation>
    </message>
    <message>
        <source>Use --device cpu.</source>
        <translation>请使用 --device cpu。</translation>
    </message>
    <message>
        <source>Use --engine onnx.</source>
        <translation>请使用 --engine onnx。</translation>
    </message>
    <message>
        <source>Use --for ios with --core-ml.</source>
        <translation>--core-ml 请与 --for ios 一起使用。</translation>
    </message>
    <message>
        <source>Use --for web: it writes ONNX, which ONNX Runtime runs on Android and iOS too.</source>
        <translation>请使用 --for web：它写出 ONNX 文件，ONNX Runtime 在 Android 和 iOS 上同样可以运行。</translation>
    </message>
    <message>
        <source>Use --on-conflict unique, or a template with {counter}.</source>
        <translation>请使用 --on-conflict unique，或含有 {counter} 的模板。</translation>
    </message>
    <message>
        <source>Use 0 for all cores.</source>
        <translation>0 表示使用全部核心。</translation>
    </message>
    <message>
        <source>Use 0 or more, or auto.</source>
        <translation>请使用 0 或更大的值，或 auto。</translation>
    </message>
    <message>
        <source>Use 8 or more, or auto.</source>
        <translation>请使用 8 或更大的值，或 auto。</translation>
    </message>
    <message>
        <source>Use a kernel as wide as the stride.</source>
        <translation>请使用至少与步长一样宽的卷积核。</translation>
    </message>
    <message>
        <source>Use a smaller --overlap, or auto.</source>
        <translation>请用更小的 --overlap，或 auto。</translation>
    </message>
    <message>
        <source>Use a whole number from 1 to {0}.</source>
        <translation>请使用 1 到 {0} 的整数。</translation>
    </message>
    <message>
        <source>Use int8 or fp16.</source>
        <translation>请用 int8 或 fp16。</translation>
    </message>
    <message>
        <source>Use multiples of {0} of at least {1}, or its own size.</source>
        <translation>请使用不小于 {1} 的 {0} 的倍数，或它自己的尺寸。</translation>
    </message>
    <message>
        <source>Use smaller tiles or close other programs.</source>
        <translation>请使用更小的图块，或关闭其他程序。</translation>
    </message>
    <message>
        <source>Use that version, or choose another output folder.</source>
        <translation>请使用该版本，或选择另一个输出文件夹。</translation>
    </message>
    <message>
        <source>Use tiles, and 4096 at most.</source>
        <translation>请使用图块，最大为 4096。</translation>
    </message>
    <message>
        <source>Version {0} of the structure is unknown.</source>
        <translation>未知的结构版本 {0}。</translation>
    </message>
    <message>
        <source>Wait for it, stop it, or choose another output folder.</source>
        <translation>请等待其完成、将其停止，或选择另一个输出文件夹。</translation>
    </message>
    <message>
        <source>Wait until it is finished, then try again.</source>
        <translation>请等待其完成后重试。</translation>
    </message>
    <message>
        <source>Was it moved or renamed, or its drive taken out?</source>
        <translation>它是否被移动或改名，或者所在磁盘已被拔出？</translation>
    </message>
    <message>
        <source>Weights quantised in mode {0!r} are not read, only MIN_FIRST.</source>
        <translation>不读取以 {0!r} 模式量化的权重，只读取 MIN_FIRST。</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>发生了什么</translation>
    </message>
    <message>
        <source>What the network makes of a photo is no enlargement of it (off by {0:.2f}).</source>
        <translation>该网络由照片生成的并不是它的放大（相差 {0:.2f}）。</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>如何处理</translation>
    </message>
    <message>
        <source>What was written for Core ML cannot be read back: {0}.</source>
        <translation>为 Core ML 写出的内容无法读回：{0}。</translation>
    </message>
    <message>
        <source>You can go on. If it happens again, leave this photo out or choose another model.</source>
        <translation>您可以继续。如果再次发生，请略过这张照片或换用其他模型。</translation>
    </message>
    <message>
        <source>a JPEG 2000 picture</source>
        <translation>JPEG 2000 图片</translation>
    </message>
    <message>
        <source>a JPEG XL picture</source>
        <translation>JPEG XL 图片</translation>
    </message>
    <message>
        <source>a PDF document</source>
        <translation>PDF 文档</translation>
    </message>
    <message>
        <source>a Photoshop document</source>
        <translation>Photoshop 文档</translation>
    </message>
    <message>
        <source>a Radiance picture</source>
        <translation>Radiance 图片</translation>
    </message>
    <message>
        <source>a brace has no partner</source>
        <translation>有一个花括号没有配对</translation>
    </message>
    <message>
        <source>a constant of it has the shape {0}</source>
        <translation>它的一个常量的形状为 {0}</translation>
    </message>
    <message>
        <source>a constant of it is not the same all over the picture</source>
        <translation>它的一个常量在图片各处并不相同</translation>
    </message>
    <message>
        <source>a drawing (SVG)</source>
        <translation>矢量图 (SVG)</translation>
    </message>
    <message>
        <source>a file of nothing but zeros</source>
        <translation>全是零的文件</translation>
    </message>
    <message>
        <source>a leftover of macOS without a picture in it</source>
        <translation>macOS 遗留的文件，其中没有图片</translation>
    </message>
    <message>
        <source>a photo failed</source>
        <translation>有一张照片失败</translation>
    </message>
    <message>
        <source>a raw photo of a camera</source>
        <translation>相机 RAW 照片</translation>
    </message>
    <message>
        <source>a video</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>a web page</source>
        <translation>网页</translation>
    </message>
    <message>
        <source>a zip archive or office document</source>
        <translation>zip 压缩包或办公文档</translation>
    </message>
    <message>
        <source>after</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>an OpenEXR picture</source>
        <translation>OpenEXR 图片</translation>
    </message>
    <message>
        <source>an icon</source>
        <translation>图标</translation>
    </message>
    <message>
        <source>before, bicubic</source>
        <translation>之前（双三次）</translation>
    </message>
    <message>
        <source>believable: off by {0:.4f} when reduced again</source>
        <translation>可信：重新缩小后与原片相差 {0:.4f}</translation>
    </message>
    <message>
        <source>by its profile</source>
        <translation>（依据其配置文件）</translation>
    </message>
    <message>
        <source>claims to have {0} x {1} pixels, more than the {2:.0f} megapixels srdesk reads.</source>
        <translation>自称有 {0} x {1} 像素，超过了 srdesk 可读取的 {2:.0f} 百万像素。</translation>
    </message>
    <message>
        <source>comment</source>
        <translation>注释</translation>
    </message>
    <message>
        <source>coremltools is not installed.</source>
        <translation>未安装 coremltools。</translation>
    </message>
    <message>
        <source>does not say how large it is.</source>
        <translation>没有说明自身的尺寸。</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空文件</translation>
    </message>
    <message>
        <source>ends before its picture begins.</source>
        <translation>在图像开始之前就结束了。</translation>
    </message>
    <message>
        <source>error {0}</source>
        <translation>错误 {0}</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>failed before: {0}</source>
        <translation>之前失败：{0}</translation>
    </message>
    <message>
        <source>frames</source>
        <translation>帧</translation>
    </message>
    <message>
        <source>has floating-point samples that are no shares of white.</source>
        <translation>的浮点样本不是相对于白色的比例。</translation>
    </message>
    <message>
        <source>has no header.</source>
        <translation>没有文件头。</translation>
    </message>
    <message>
        <source>has no pixels.</source>
        <translation>没有像素。</translation>
    </message>
    <message>
        <source>has pixels of a kind srdesk cannot read ({0}).</source>
        <translation>的像素类型是 srdesk 无法读取的（{0}）。</translation>
    </message>
    <message>
        <source>has {0} bits a sample in a way srdesk cannot read.</source>
        <translation>每样本 {0} 位的存储方式是 srdesk 无法读取的。</translation>
    </message>
    <message>
        <source>is a raw photo of a camera.</source>
        <translation>是相机 RAW 照片。</translation>
    </message>
    <message>
        <source>is cut off.</source>
        <translation>不完整。</translation>
    </message>
    <message>
        <source>is damaged.</source>
        <translation>已损坏。</translation>
    </message>
    <message>
        <source>it cannot take work of srdesk {0} ({1}).</source>
        <translation>它不能接受 srdesk {0} 的任务（{1}）。</translation>
    </message>
    <message>
        <source>it does not see {0} as this computer does.</source>
        <translation>它看到的 {0} 与本机不同。</translation>
    </message>
    <message>
        <source>it does not see {0}.</source>
        <translation>它看不到 {0}。</translation>
    </message>
    <message>
        <source>it has no input {0}</source>
        <translation>它没有输入 {0}</translation>
    </message>
    <message>
        <source>it has other weights: their checksums are not those of this computer.</source>
        <translation>它的权重不同：校验和与本机不一致。</translation>
    </message>
    <message>
        <source>it has srdesk {0}, this is {1}.</source>
        <translation>它的 srdesk 是 {0}，本机是 {1}。</translation>
    </message>
    <message>
        <source>it has {0} inputs</source>
        <translation>它有 {0} 个输入</translation>
    </message>
    <message>
        <source>it is still being trained</source>
        <translation>它仍处于训练状态</translation>
    </message>
    <message>
        <source>it joins something else than channels</source>
        <translation>它连接的不是通道</translation>
    </message>
    <message>
        <source>it makes integers</source>
        <translation>它产生整数</translation>
    </message>
    <message>
        <source>it makes no sense for a picture</source>
        <translation>它对图片没有意义</translation>
    </message>
    <message>
        <source>it makes pictures of one fixed size</source>
        <translation>它只产生一种固定尺寸的图片</translation>
    </message>
    <message>
        <source>it may not write in {0}.</source>
        <translation>它不能写入 {0}。</translation>
    </message>
    <message>
        <source>its filter has the shape {0}</source>
        <translation>其滤波器的形状为 {0}</translation>
    </message>
    <message>
        <source>its filter takes {0} channels and gets {1}</source>
        <translation>其滤波器需要 {0} 个通道，却得到 {1} 个</translation>
    </message>
    <message>
        <source>its input {0} should be a constant</source>
        <translation>其输入 {0} 应为常量</translation>
    </message>
    <message>
        <source>its input {0} should depend on the picture</source>
        <translation>其输入 {0} 应取决于图片</translation>
    </message>
    <message>
        <source>its inputs are not of the same size</source>
        <translation>其各输入的尺寸不同</translation>
    </message>
    <message>
        <source>its inputs have {0} and {1} channels</source>
        <translation>其输入分别有 {0} 和 {1} 个通道</translation>
    </message>
    <message>
        <source>its strides are of a kind that is not converted</source>
        <translation>其步长属于无法转换的类型</translation>
    </message>
    <message>
        <source>its strides or dilations are of a kind that is not converted</source>
        <translation>其步长或膨胀率属于无法转换的类型</translation>
    </message>
    <message>
        <source>its {0} makes no sense</source>
        <translation>其 {0} 不合理</translation>
    </message>
    <message>
        <source>megapixels</source>
        <translation>百万像素</translation>
    </message>
    <message>
        <source>metadata entries kept</source>
        <translation>保留的元数据条目</translation>
    </message>
    <message>
        <source>metadata: {0}/{1} kept</source>
        <translation>元数据：保留 {0}/{1}</translation>
    </message>
    <message>
        <source>ncnn has no counterpart here for: {0}.</source>
        <translation>以下运算在 ncnn 中没有对应：{0}。</translation>
    </message>
    <message>
        <source>not a picture</source>
        <translation>不是图片的文件</translation>
    </message>
    <message>
        <source>on disk</source>
        <translation>占用磁盘</translation>
    </message>
    <message>
        <source>padding of {0!r} is not known</source>
        <translation>不认识填充方式 {0!r}</translation>
    </message>
    <message>
        <source>pages</source>
        <translation>页</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>幅图像</translation>
    </message>
    <message>
        <source>restored</source>
        <translation>已修复</translation>
    </message>
    <message>
        <source>running time</source>
        <translation>运行时间</translation>
    </message>
    <message>
        <source>spandrel does not know the network that the weights in {0} belong to.</source>
        <translation>spandrel 不认识 {0} 中的权重所属的网络。</translation>
    </message>
    <message>
        <source>srdesk does not write {0}.</source>
        <translation>srdesk 不能写入 {0}。</translation>
    </message>
    <message>
        <source>srdesk does not write {0}: the result is a {1}.</source>
        <translation>srdesk 不能写入 {0}：结果为 {1}。</translation>
    </message>
    <message>
        <source>srdesk ended unexpectedly while this photo was worked on.</source>
        <translation>处理这张照片时 srdesk 意外退出。</translation>
    </message>
    <message>
        <source>srdesk knows enlargements of 1 to {0} times.</source>
        <translation>srdesk 支持 1 到 {0} 倍的放大。</translation>
    </message>
    <message>
        <source>srdesk takes networks that make a picture of a picture, as large or a whole number of times as large.</source>
        <translation>srdesk 接受由图片生成图片的网络，结果与原图同样大小或为其整数倍。</translation>
    </message>
    <message>
        <source>srdesk reads JPEG, PNG, TIFF, WebP, AVIF, HEIC, BMP and GIF.</source>
        <translation>srdesk 可读取 JPEG、PNG、TIFF、WebP、AVIF、HEIC、BMP 和 GIF。</translation>
    </message>
    <message>
        <source>A name needs more than what stands behind its dot.</source>
        <translation>名称不能只有扩展名。</translation>
    </message>
    <message>
        <source>Install it with: pip install srdesk[{0}], or use --engine onnx.</source>
        <translation>安装方法：pip install srdesk[{0}]；或者使用 --engine onnx。</translation>
    </message>
    <message>
        <source>Remove that first, or choose another name.</source>
        <translation>请先移除它，或另取名称。</translation>
    </message>
    <message>
        <source>This computer cannot be told to shut down.</source>
        <translation>无法让这台电脑关机。</translation>
    </message>
    <message>
        <source>This computer cannot be told to sleep.</source>
        <translation>无法让这台电脑进入睡眠。</translation>
    </message>
    <message>
        <source>srdesk reads {0} but does not write it.</source>
        <translation>srdesk 可以读取但不能写入 {0}。</translation>
    </message>
    <message>
        <source>srdesk restore PHOTO does the same without one.</source>
        <translation>无需显示器也可完成同样的工作：srdesk restore PHOTO。</translation>
    </message>
    <message>
        <source>srdesk selftest lists the devices.</source>
        <translation>运行 srdesk selftest 可列出设备。</translation>
    </message>
    <message>
        <source>srdesk takes networks that make a picture of a picture.</source>
        <translation>srdesk 接受由图片生成图片的网络。</translation>
    </message>
    <message>
        <source>stores its pixels in a way that srdesk cannot read.</source>
        <translation>存储像素的方式是 srdesk 无法读取的。</translation>
    </message>
    <message>
        <source>takes {0:.1f} GB of memory ({1} x {2} pixels), but {3:.1f} are free.</source>
        <translation>需要 {0:.1f} GB 内存（{1} x {2} 像素），但可用的只有 {3:.1f} GB。</translation>
    </message>
    <message>
        <source>tcp://HOST:8786, for instance.</source>
        <translation>例如 tcp://HOST:8786。</translation>
    </message>
    <message>
        <source>there is no field {0}</source>
        <translation>没有字段 {0}</translation>
    </message>
    <message>
        <source>without a profile</source>
        <translation>（没有配置文件）</translation>
    </message>
    <message>
        <source>without its profile, which is damaged</source>
        <translation>（配置文件已损坏，未使用）</translation>
    </message>
    <message>
        <source>{0!r} divides by nothing.</source>
        <translation>{0!r} 的除数为零。</translation>
    </message>
    <message>
        <source>{0!r} is a model of srdesk&apos;s own.</source>
        <translation>{0!r} 是 srdesk 自带的模型。</translation>
    </message>
    <message>
        <source>{0!r} is no size.</source>
        <translation>{0!r} 不是尺寸。</translation>
    </message>
    <message>
        <source>{0:,} of {1:,}</source>
        <translation>{0:,}/{1:,}</translation>
    </message>
    <message>
        <source>{0:,} of {1:,} photos failed</source>
        <translation>{1:,} 张照片中有 {0:,} 张失败</translation>
    </message>
    <message>
        <source>{0:,} photos restored</source>
        <translation>已修复 {0:,} 张照片</translation>
    </message>
    <message>
        <source>{0:g} times is too much.</source>
        <translation>放大 {0:g} 倍太多。</translation>
    </message>
    <message>
        <source>{0} It was left out; the colours were taken for sRGB.</source>
        <translation>{0}已舍去，色彩按 sRGB 处理。</translation>
    </message>
    <message>
        <source>{0} It was started again, and went on where it had been.</source>
        <translation>{0}引擎已重新启动，并从中断处继续。</translation>
    </message>
    <message>
        <source>{0} They were taken for sRGB.</source>
        <translation>{0}已按 sRGB 处理。</translation>
    </message>
    <message>
        <source>{0} came with srdesk and stays.</source>
        <translation>{0} 是 srdesk 自带的，不能移除。</translation>
    </message>
    <message>
        <source>{0} cannot be brought back: {1}.</source>
        <translation>无法恢复 {0}：{1}。</translation>
    </message>
    <message>
        <source>{0} cannot be locked: {1}.</source>
        <translation>无法锁定 {0}：{1}。</translation>
    </message>
    <message>
        <source>{0} cannot be read, since PyTorch does not start: {1}</source>
        <translation>无法读取 {0}，因为 PyTorch 无法启动：{1}</translation>
    </message>
    <message>
        <source>{0} cannot be read: {1}.</source>
        <translation>无法读取 {0}：{1}。</translation>
    </message>
    <message>
        <source>{0} cannot be written: {1}.</source>
        <translation>无法写入 {0}：{1}。</translation>
    </message>
    <message>
        <source>{0} cannot load {1} x{2} ({3}).</source>
        <translation>{0} 无法加载 {1} x{2}（{3}）。</translation>
    </message>
    <message>
        <source>{0} changed while it was read.</source>
        <translation>读取 {0} 期间文件发生了变化。</translation>
    </message>
    <message>
        <source>{0} channels make no blocks of {1}</source>
        <translation>{0} 个通道无法组成 {1} 的块</translation>
    </message>
    <message>
        <source>{0} colours were converted to sRGB {1}.</source>
        <translation>{0} 色彩已转换为 sRGB{1}。</translation>
    </message>
    <message>
        <source>{0} does not fit into memory.</source>
        <translation>内存放不下 {0}。</translation>
    </message>
    <message>
        <source>{0} does not take {1} x {2} pixels.</source>
        <translation>{0} 不接受 {1} x {2} 像素。</translation>
    </message>
    <message>
        <source>{0} ends at {1:.0f} megapixels; the result has {2:.0f}.</source>
        <translation>{0} 最多支持 {1:.0f} 百万像素；结果有 {2:.0f} 百万像素。</translation>
    </message>
    <message>
        <source>{0} ends at {1} pixels a side; the result has {2} x {3}.</source>
        <translation>{0} 每边最多 {1} 像素；结果为 {2} x {3}。</translation>
    </message>
    <message>
        <source>{0} enlarges {1} times at most; the rest of the way is a plain enlargement.</source>
        <translation>{0} 最多放大 {1} 倍；其余部分由普通放大完成。</translation>
    </message>
    <message>
        <source>{0} exists already.</source>
        <translation>{0} 已存在。</translation>
    </message>
    <message>
        <source>{0} failed ({1}) The photo was restored by the other engine.</source>
        <translation>{0} 出错（{1}）照片已由另一引擎修复。</translation>
    </message>
    <message>
        <source>{0} failed: {1}</source>
        <translation>{0} 运行失败：{1}</translation>
    </message>
    <message>
        <source>{0} further channels were left out.</source>
        <translation>另有 {0} 个通道被舍去。</translation>
    </message>
    <message>
        <source>{0} gives another result than the model: it is off by {1:.2g}.</source>
        <translation>{0} 的结果与模型不同：偏差为 {1:.2g}。</translation>
    </message>
    <message>
        <source>{0} has been changed since it was saved.</source>
        <translation>{0} 在保存之后又被改动过。</translation>
    </message>
    <message>
        <source>{0} has no width such as 04</source>
        <translation>{0} 中没有如 04 这样的宽度</translation>
    </message>
    <message>
        <source>{0} has {1} already.</source>
        <translation>{0} 中已有 {1}。</translation>
    </message>
    <message>
        <source>{0} holds 8 bits a channel: the 16 of the photo were rounded.</source>
        <translation>{0} 每通道只有 8 位：照片的 16 位已舍入。</translation>
    </message>
    <message>
        <source>{0} holds more than weights: a program that would run when it is opened. It was not run.</source>
        <translation>{0} 中不只有权重，还有一段打开时会运行的程序。该程序没有被运行。</translation>
    </message>
    <message>
        <source>{0} holds no record of how the picture was made.</source>
        <translation>{0} 不能记录图片的制作过程。</translation>
    </message>
    <message>
        <source>{0} holds no such colour profile: the colours were converted to sRGB.</source>
        <translation>{0} 不支持这种色彩配置文件：色彩已转换为 sRGB。</translation>
    </message>
    <message>
        <source>{0} holds no transparency: the photo was laid over white.</source>
        <translation>{0} 不支持透明：照片已叠加在白色背景上。</translation>
    </message>
    <message>
        <source>{0} holds no {1}, which was left out.</source>
        <translation>{0} 不支持 {1}，已舍去。</translation>
    </message>
    <message>
        <source>{0} is a file of PyTorch&apos;s, which is not installed.</source>
        <translation>{0} 是 PyTorch 的文件，而 PyTorch 未安装。</translation>
    </message>
    <message>
        <source>{0} is a file; the results need a folder.</source>
        <translation>{0} 是文件；结果需要一个文件夹。</translation>
    </message>
    <message>
        <source>{0} is a folder.</source>
        <translation>{0} 是文件夹。</translation>
    </message>
    <message>
        <source>{0} is a link that leads to itself.</source>
        <translation>{0} 是指向自身的链接。</translation>
    </message>
    <message>
        <source>{0} is a network that needs more than one picture.</source>
        <translation>{0} 是需要多张图片的网络。</translation>
    </message>
    <message>
        <source>{0} is a {1} in spite of its name.</source>
        <translation>尽管名称如此，{0} 实际上是 {1}。</translation>
    </message>
    <message>
        <source>{0} is damaged, cut off or of an unusual kind, and cannot be read.</source>
        <translation>{0} 已损坏、不完整或类型特殊，无法读取。</translation>
    </message>
    <message>
        <source>{0} is damaged, or holds something else than weights. Nothing in it was run.</source>
        <translation>{0} 已损坏，或其中不是权重。其中的任何内容都没有被运行。</translation>
    </message>
    <message>
        <source>{0} is empty.</source>
        <translation>{0} 是空文件。</translation>
    </message>
    <message>
        <source>{0} is in use by another run of srdesk.</source>
        <translation>{0} 正被另一个运行中的 srdesk 使用。</translation>
    </message>
    <message>
        <source>{0} is larger than {1} MB.</source>
        <translation>{0} 大于 {1} MB。</translation>
    </message>
    <message>
        <source>{0} is no address of a scheduler: {1}.</source>
        <translation>{0} 不是调度器的地址：{1}。</translation>
    </message>
    <message>
        <source>{0} is no model file that srdesk knows.</source>
        <translation>{0} 不是 srdesk 认识的模型文件。</translation>
    </message>
    <message>
        <source>{0} is no regular file.</source>
        <translation>{0} 不是普通文件。</translation>
    </message>
    <message>
        <source>{0} is no usable name: {1}.</source>
        <translation>{0} 不是可用的名称：{1}。</translation>
    </message>
    <message>
        <source>{0} is not a folder.</source>
        <translation>{0} 不是文件夹。</translation>
    </message>
    <message>
        <source>{0} is not a journal of srdesk.</source>
        <translation>{0} 不是 srdesk 的日志。</translation>
    </message>
    <message>
        <source>{0} is not installed.</source>
        <translation>没有安装 {0}。</translation>
    </message>
    <message>
        <source>{0} is the most; 2 to 4 is usual.</source>
        <translation>最多 {0}；常用 2 到 4。</translation>
    </message>
    <message>
        <source>{0} is the result of another photo.</source>
        <translation>{0} 是另一张照片的结果。</translation>
    </message>
    <message>
        <source>{0} is too large for a small copy.</source>
        <translation>{0} 太大，无法生成缩略图。</translation>
    </message>
    <message>
        <source>{0} is too small to measure on.</source>
        <translation>{0} 太小，无法用于测量。</translation>
    </message>
    <message>
        <source>{0} is {1}; srdesk cannot read it.</source>
        <translation>{0} 是{1}；srdesk 无法读取。</translation>
    </message>
    <message>
        <source>{0} looks at the whole picture, but sees it in tiles: these may differ a little in brightness.</source>
        <translation>{0} 会看整张图片，但只能分块来看：各块的亮度可能略有差异。</translation>
    </message>
    <message>
        <source>{0} may not be read.</source>
        <translation>没有读取 {0} 的权限。</translation>
    </message>
    <message>
        <source>{0} may not be written.</source>
        <translation>没有写入 {0} 的权限。</translation>
    </message>
    <message>
        <source>{0} needs pictures of at least {1} x {2} pixels.</source>
        <translation>{0} 需要至少 {1} x {2} 像素的图片。</translation>
    </message>
    <message>
        <source>{0} of a photo of {1} x {2} pixels is {3} x {4}: more than a gigapixel.</source>
        <translation>将 {1} x {2} 像素的照片按 {0} 放大为 {3} x {4}，超过十亿像素。</translation>
    </message>
    <message>
        <source>{0} of {1} kept</source>
        <translation>保留 {0}/{1}</translation>
    </message>
    <message>
        <source>{0} pixels is no size for a side.</source>
        <translation>{0} 像素不能作为边长。</translation>
    </message>
    <message>
        <source>{0} runs on the processor, not on {1!r}.</source>
        <translation>{0} 在处理器上运行，而不是 {1!r}。</translation>
    </message>
    <message>
        <source>{0} takes no format</source>
        <translation>{0} 不能带格式</translation>
    </message>
    <message>
        <source>{0} to {1} UTC</source>
        <translation>{0} 至 {1}（UTC）</translation>
    </message>
    <message>
        <source>{0} was changed or replaced after it was opened: the result would lie beside another photo.</source>
        <translation>{0} 在打开之后被更改或替换：结果会放在另一张照片旁边。</translation>
    </message>
    <message>
        <source>{0} was written by a newer srdesk ({1}).</source>
        <translation>{0} 由更新版本的 srdesk（{1}）写入。</translation>
    </message>
    <message>
        <source>{0} workers ended while they restored {1}.</source>
        <translation>{0} 个工作进程在修复 {1} 时终止。</translation>
    </message>
    <message>
        <source>{0} x{1} has no {2} weights.</source>
        <translation>{0} x{1} 没有 {2} 权重。</translation>
    </message>
    <message>
        <source>{0} {1}</source>
        <translation>{0} {1}</translation>
    </message>
    <message>
        <source>{0} {1}.</source>
        <translation>{0} {1}。</translation>
    </message>
    <message>
        <source>{0}: read back, off by {1:.1e} at most; never run on an Apple device</source>
        <translation>{0}：已读回核对，最大偏差 {1:.1e}；从未在 Apple 设备上运行</translation>
    </message>
    <message>
        <source>{0}: run by {1}, off by {2:.1e} at most</source>
        <translation>{0}：由 {1} 运行，最大偏差 {2:.1e}</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
</context>
<context>
    <name>strip</name>
    <message>
        <source>Amplification of the difference</source>
        <translation>差异的放大倍数</translation>
    </message>
    <message>
        <source>Differences in what</source>
        <translation>比较哪些差异</translation>
    </message>
    <message>
        <source>How the original is enlarged to be compared</source>
        <translation>对比时原图的放大方式</translation>
    </message>
    <message>
        <source>Motion is reduced: Tab switches</source>
        <translation>已减少动态效果：按 Tab 键切换</translation>
    </message>
    <message>
        <source>Opacity of the result</source>
        <translation>结果的不透明度</translation>
    </message>
    <message>
        <source>Speed of blinking</source>
        <translation>闪烁速度</translation>
    </message>
    <message>
        <source>{0} ms</source>
        <translation>{0} 毫秒</translation>
    </message>
</context>
<context>
    <name>variants</name>
    <message>
        <source>Invented detail is what the network added to a plain enlargement: where there is colour, look twice before you trust it. Reduced to the photo&apos;s size again, the result should be the photo; the second figure is how far it is from that.</source>
        <translation>添加的细节是网络在普通放大之外加上的内容：有颜色的地方，请仔细看过再相信。把结果重新缩小到照片的尺寸，应当得到原照片；第二个数值表示两者相差多少。</translation>
    </message>
    <message>
        <source>Invented {0}, disagrees by {1} (of 255)</source>
        <translation>添加 {0}，偏差 {1}（满值 255）</translation>
    </message>
    <message>
        <source>Picked so far: {0}</source>
        <translation>已选次数：{0}</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>The blind test ended without a pick.</source>
        <translation>盲测结束，没有作出选择。</translation>
    </message>
    <message>
        <source>Variants</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>grain {0}</source>
        <translation>颗粒 {0}</translation>
    </message>
    <message>
        <source>overlap {0}</source>
        <translation>重叠 {0}</translation>
    </message>
    <message>
        <source>strength {0}</source>
        <translation>强度 {0}</translation>
    </message>
    <message>
        <source>tiles of {0}</source>
        <translation>图块 {0}</translation>
    </message>
    <message>
        <source>{0} is coming</source>
        <translation>{0}即将显示</translation>
    </message>
    <message>
        <source>{0} was picked {1} of {2} times.</source>
        <translation>{0} 在 {2} 次中被选中 {1} 次。</translation>
    </message>
    <message>
        <source>{0} when you zoom in or restore</source>
        <translation>放大查看或按“修复”后显示{0}</translation>
    </message>
    <message>
        <source>{0}: {1} of {2}</source>
        <translation>{0}：{1}/{2}</translation>
    </message>
</context>
<context>
    <name>wording</name>
    <message>
        <source>A preview: what you see is restored, the rest is not yet.</source>
        <translation>预览：您看到的部分已修复，其余尚未修复。</translation>
    </message>
    <message>
        <source>About {0} h left</source>
        <translation>约剩 {0} 小时</translation>
    </message>
    <message>
        <source>About {0} min left</source>
        <translation>约剩 {0} 分钟</translation>
    </message>
    <message>
        <source>About {0} s left</source>
        <translation>约剩 {0} 秒</translation>
    </message>
    <message>
        <source>After</source>
        <translation>修复后</translation>
    </message>
    <message>
        <source>Almost done</source>
        <translation>即将完成</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>修复前</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>请换一个名称。</translation>
    </message>
    <message>
        <source>Close other programs, or use a smaller scale.</source>
        <translation>请关闭其他程序，或减小放大倍数。</translation>
    </message>
    <message>
        <source>Finishing …</source>
        <translation>正在收尾…</translation>
    </message>
    <message>
        <source>Install one, for instance Noto Sans CJK, and choose the language in the View menu.</source>
        <translation>请安装一种字体（例如 Noto Sans CJK），然后在“视图”菜单中选择语言。</translation>
    </message>
    <message>
        <source>Number {0}</source>
        <translation>第 {0} 号</translation>
    </message>
    <message>
        <source>Opening {0} …</source>
        <translation>正在打开 {0}…</translation>
    </message>
    <message>
        <source>Result at {0}, original at {1}</source>
        <translation>结果 {0}，原图 {1}</translation>
    </message>
    <message>
        <source>Saving …</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>Something went wrong inside srdesk ({0}).</source>
        <translation>srdesk 内部出错（{0}）。</translation>
    </message>
    <message>
        <source>Starting …</source>
        <translation>正在开始…</translation>
    </message>
    <message>
        <source>The computer ran out of memory.</source>
        <translation>电脑内存不足。</translation>
    </message>
    <message>
        <source>This computer has no font for {0}, so srdesk speaks English.</source>
        <translation>这台电脑没有显示 {0} 的字体，因此 srdesk 使用英语。</translation>
    </message>
    <message>
        <source>This is a bug; your photo is untouched. Copy the details and report them.</source>
        <translation>这是程序缺陷；您的照片未受影响。请复制详细信息并报告。</translation>
    </message>
    <message>
        <source>less than 0.1 s</source>
        <translation>不到 0.1 秒</translation>
    </message>
    <message>
        <source>not ready yet</source>
        <translation>尚未就绪</translation>
    </message>
    <message>
        <source>original, {0}×</source>
        <translation>原图，{0}×</translation>
    </message>
    <message>
        <source>saved as {0} × {1}</source>
        <translation>保存为 {0} × {1}</translation>
    </message>
    <message>
        <source>{0} KB</source>
        <translation>{0} KB</translation>
    </message>
    <message>
        <source>{0} MB</source>
        <translation>{0} MB</translation>
    </message>
    <message>
        <source>{0} MP/s</source>
        <translation>{0} 百万像素/秒</translation>
    </message>
    <message>
        <source>{0} is the original photo; srdesk does not replace it.</source>
        <translation>{0} 是原始照片；srdesk 不会覆盖它。</translation>
    </message>
    <message>
        <source>{0} min {1} s</source>
        <translation>{0} 分 {1} 秒</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} 秒</translation>
    </message>
</context>
</TS>
