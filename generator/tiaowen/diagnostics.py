"""Findings: the one table of codes, severities and remedies, and how findings print.

A code is stable and documented; a message may improve. Letter groups: R read, C clean, P parse, H what a person has
asked for, F facts, K configuration and registries, L ledger, D the folder as a whole, N fetching from the web, S site.
A new code is a row here, in its group, and a ``finding`` where it is found; `make golden` writes it into the reference
page of codes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from msgspec import Struct, to_builtins

from tiaowen.model import Diagnostic, Severity


class Code(Struct, frozen=True):
    """One kind of finding: how bad, what it says (a format string) and what to do about it."""

    severity: Severity
    message: str
    remedy: str


CODES: dict[str, Code] = {
    # read
    "R001": Code("error", "文件是空的", "放入正文后再构建，或删去此文件"),
    "R002": Code("error", "不是文本文件（含二进制内容）", "{remedy}"),
    "R003": Code("error", "无法用任何已知编码解读（{detail}）", "用 UTF-8 另存后再放入"),
    "R004": Code("warning", "声明的编码 {declared} 与内容不符，按 {used} 读入", "核对正文有无乱码；可用 UTF-8 另存"),
    "R005": Code("error", "这里读不了{label}", "{remedy}"),
    "R006": Code("error", "只有图片，没有文字", "放入带文字的版本（网页正文、docx 或可复制文字的 pdf）"),
    "R007": Code("warning", "网页嵌套过深，只读出文字，未读出版式", "核对分段；可另存为文本后放入"),
    "R008": Code("error", "{label}打不开：{detail}", "{remedy}"),
    "R009": Code("error", "没有文字层，只有图像", "{remedy}"),
    "R010": Code("error", "字形没有对应的文字，读出的是乱码（例：{example}）", "放入网页正文或 docx"),
    "R011": Code("warning", "第 {page} 页是分栏排版，文字可能串栏", "核对正文次序；无误后在旁注文件中写 publish: true"),
    "R012": Code("error", "PDF 打不开：{detail}", "用阅读器另存为 PDF 后再放入"),
    "R013": Code("error", "不是可读的 Akoma Ntoso 文件：{detail}",
                 "放入 Akoma Ntoso 3.0 的 XML，或原文的 txt、html、docx、pdf"),
    "R014": Code("warning", "正文曾被按 {used} 误读后保存，已还原", "核对正文有无乱码；最好放入原始文件"),
    "R015": Code("info", "正文里有 {count} 处图片或嵌入的内容，没有去取，也不会显示（例：{example}）",
                 "其中有文字或表格时，另放一份含文字的版本"),
    "R016": Code("error", "文件名的编码不是 UTF-8", "改名后再放入；解压 Windows 上打的包时常会这样"),
    "R017": Code("warning", "文字是从图片识别的（{count} 页），暂不发布",
                 "逐页核对；无误后在旁注文件中写 publish: true"),
    "R018": Code("info", "正文里有 {count} 处公式，按一行文字写出（例：{example}）", "对照原文核对公式"),
    "R019": Code("warning", "编号可能缺失：只读出了文字（{detail}）",
                 "对照原文核对编号；可在 Word 或 WPS 中另存为 .docx 后再放入"),
    "R020": Code("warning", "第 {page} 页读不出文字，共 {count} 页", "对照原文补全这些页"),
    "R021": Code("warning", "有 {count} 处没有读出：{detail}", "对照原文核对"),
    "R022": Code("warning", "文件太长：只读了{read}，共 {total}，暂不发布",
                 "拆成几个文件，或在 site_config/site.yml 的 limits 里放宽；只发布读出的部分时在旁注文件中写 publish: "
                 "true"),
    "R023": Code("error", "网页的正文要由脚本写出，文件里没有",
                 "在浏览器里打开，看到正文后另存为网页（全部）或打印成 PDF，再放入"),
    "R024": Code("warning", "第 {page} 页是图纸（这样的共 {count} 页）：只读了文字，没有找表格",
                 "对照原文核对有没有表格；有时在 site_config/site.yml 的 limits.drawn 里放宽"),
    "R025": Code("info", "作者隐藏了 {detail}：没有读，也不会显示", "应当公开的，取消隐藏后再放入"),
    "R091": Code("error", "读不了：{detail}", "关掉正在用它的程序，或改它的权限；读不了的文件不影响其他文件"),
    "R092": Code("error", "处理这个文件时程序出错（{detail}），没有采用",
                 "这是程序的缺陷：请把文件和这一行报告给维护者；其他文件不受影响"),
    "R093": Code("error", "是通向文件夹外面的链接，没有读", "把文件本身放进来；别处的源文件夹用 --sources 指明"),
    "R094": Code("error", "超过了一个文件的限度（{much}），没有采用",
                 "拆成几个文件；确有需要时在 site_config/site.yml 的 limits 里放宽"),
    "R095": Code("error", "读它的进程中断了，没有采用",
                 "另存一份再放入；别的文件也这样时，内存不够：关掉别的程序，或用 --jobs 1"),
    # clean
    "C001": Code("warning", "有 {count} 处损坏的字符无法确定原文（例：{example}）",
                 "对照官方文本，在旁注文件（.yml）中更正"),
    "C002": Code("info", "去掉了 {count} 处改变文字显示方向的控制字符（例：{example}）", "核对这些地方的文字次序"),
    "C003": Code("warning", "有合并冲突的标记（{example}），两种文字都在，暂不发布", "留下正确的一种，删去标记"),
    # parse
    "P001": Code("error", "没有找到任何条款", "确认文件含政策正文；只有新闻或目录的文件请移出"),
    "P002": Code("warning", "编号不连续，缺 {missing}", "对照官方文本补全；页面会标明此处有缺"),
    "P003": Code("warning", "数字可能缺失：“{example}”", "对照官方文本；页面按损坏显示，不作目标值"),
    "P004": Code("warning", "没有找到标题", "在旁注文件中写 title"),
    "P010": Code("error", "这是关于政策的网页，不含政策正文（“{detail}”）", "改放政策原文；解读、问答、新闻不能发布"),
    "P011": Code("warning", "这是征求意见稿或草案（“{detail}”），暂不发布", "确认要发布时在旁注文件写 publish: true"),
    "P012": Code("warning", "文件里接着另一份文件（“{detail}”），暂不发布",
                 "拆成两个文件；确认无误时在旁注文件写 publish: true"),
    "P013": Code("warning", "正文在句中断开（“{detail}”），暂不发布", "补全正文；确认无误时在旁注文件写 publish: true"),
    "P014": Code("warning", "{later}（{day}）早于{earlier}（{other}）",
                 "对照官方文本核对这两个日期；有误时在旁注文件中写明"),
    "P015": Code("warning", "看不出是哪个地方的文件：它的机构单独列出，不与别处同名的合并，也不登记",
                 "在旁注文件中写 jurisdiction，例如 jurisdiction: {{city: 威海市}}；中央的文件写 jurisdiction: {{}}"),
    # what a sidecar asks for
    "H900": Code("info", "旁注文件要求不发布（publish: false）", "要发布时改为 publish: auto"),
    "H901": Code("info", "旁注文件要求撤下（publish: removed）：一字不发布，地址留作说明",
                 "版本库的历史里仍有原文，由库主处理"),
    # facts
    "F001": Code("info", "未登记的机构“{name}”", "在 site_config/agencies.yml 登记，或核对名称"),
    "F002": Code("info", "引用的文件没有收录：{name}", "收录该文件后会自动链接；已收录则核对标题和文号"),
    "F003": Code("warning", "本文没有“{name}”所指的条款", "对照官方文本核对编号；条款缺失时补全"),
    "F004": Code("warning", "文中说以字体标明牵头单位（“{note}”），取来的文本没有字体，谁牵头不明",
                 "换用保留字体的 .docx 或网页；或核对原件后在旁注文件的 facts 里写明"),
    # configuration and registries
    "K001": Code("error", "未知的键 {key}{hint}", "改正键名，可用的键：{known}"),
    "K002": Code("error", "{key} 的值不合要求：{detail}", "按文档改正"),
    "K003": Code("error", "不是有效的 YAML：{detail}", "{remedy}"),
    "K004": Code("error", "别名“{name}”同时属于 {first} 和 {second}", "只保留一处"),
    "K005": Code("error", "重复的 id：{id}", "改用不同的 id"),
    "K006": Code("error", "mkdocs.yml 无法使用：{detail}", "改正 mkdocs.yml；删去它就会用自带的"),
    "K007": Code("error", "输出文件夹里有别的东西，不会覆盖", "用 --out 指定一个空的或不存在的文件夹"),
    "K008": Code("error", "没有源文件：{folder}",
                 "在站点文件夹里运行，放入 txt、html、docx 等；新建网站用 tiaowen init，别处的源文件夹用 --sources"),
    "K009": Code("error", "端口 {port} 已被占用", "换一个端口，例如 tiaowen serve --port {other}"),
    "K012": Code("error", "没有权限读写 {file}", "关掉正在用它的程序，或换到自己能写的文件夹"),
    "K013": Code("error", "磁盘满了，写不下 {file}", "腾出空间后再运行；上一次建成的网站没有动"),
    "K014": Code("error", "{file} 读写不了：{detail}",
                 "检查磁盘或网络驱动器；占了这个位置的别的东西移走；路径太长时把网站放到靠近盘符的地方"),
    "K015": Code("error", "这里不是网站文件夹；网站在 {folder}", "先运行 cd {folder}"),
    "K016": Code("error", "用不上调度器 {scheduler}：{detail}",
                 "先 pip install tiaowen[cluster]，确认地址和网络；或去掉 --scheduler，在本机上构建"),
    "K017": Code("error", "模板不能用：{detail}", "改正模板；删去它就会用自带的"),
    "K020": Code("error", "旁注文件里的事实更正不能用：{detail}", "按文档改正；引文须与条文逐字相同"),
    "K010": Code("error", "没有已建成的网站", "先运行 tiaowen build，或用 --site 指明"),
    "K011": Code("error", "“{entry}”的例子“{example}”{wrong}",
                 "改正条目，或改正例子；例子后可用 @ 写明地方，如 市水务局@weifang"),
    "K022": Code("error", "是通向别处的链接，不会往里写",
                 "删去这个链接（它指向的东西不会动），再运行；要建到别的文件夹用 --out"),
    "K023": Code("error", "环境变量 SOURCE_DATE_EPOCH 不是 1970 年以来的秒数：{given}",
                 "去掉它，或写一个整数，例如 1700000000"),
    "K024": Code("error", "不能确定“{place}”是哪里{hint}",
                 "写 GB/T 2260 的全名，例如 province: 山东省、city: 威海市；县级市写在 county"),
    "K025": Code("error", "地区表不能用：{detail}", "用 UTF-8，每行四格，以制表符隔开：六位代码、id、全名、简称"),
    "K026": Code("error", "内存不够", "关掉别的程序，或用 --jobs 1；仍不够时分成几个网站"),
    "K027": Code("error", "不是旁注文件的名字，没有读", "{remedy}"),
    "K028": Code("error", "former_ids 里的 {id} 是另一份文件现在的地址", "核对后删去它；两份是同一份文件时先去掉一份"),
    "K029": Code("warning", "{source} 有自己的页面，没有转走", "删去这一条，或先去掉那个页面"),
    "K030": Code("error", "id {id} 已是 {other} 的，没有采用这份文件", "两份文件各用各的 id；同一份文件只留一份"),
    "K039": Code("warning", "没有叫这个名字的登记，没有读{hint}", "改名，或移走；能用的文件名见文档“登记”"),
    "K021": Code("warning", "旁注文件旁边没有它说的文件",
                 "放回同名的文件，或删去它；要撤下已登记的文件，写 id: 和 publish: false"),
    # corpus and ledger
    "L100": Code("error", "永久链接登记有损坏的行：{detail}",
                 "运行 tiaowen freeze：存档证明得了的会补上；仍报告时从版本库恢复该文件"),
    "L105": Code("error", "登记的这一行没有写完，或者少了换行", "运行 tiaowen freeze：补全或取回这一行"),
    "L106": Code("error", "登记里有合并冲突的标记", "运行 tiaowen freeze：两边登记的都保留"),
    "L107": Code("warning", "这个文件现在是另一份文件（“{new}”）；原来的“{old}”按最后登记的文字继续发布，地址不变",
                 "原来的文件另存一个文件名放回；确是同一份文件时在旁注文件写 id: {id}；不再发布时另放一个旁注文件，写 "
                 "id: {id} 和 publish: false"),
    "L108": Code("error", "存档的文字与登记的不符，或读不出来",
                 "运行 tiaowen freeze：正文没有变的会重写；仍报告时从版本库恢复（git checkout -- {files}）"),
    "L109": Code("warning", "已撤下（publish: removed），登记的存档里还有它的文字",
                 "运行 tiaowen freeze 并提交 site_config/permalinks/"),
    "L111": Code("error", "登记的文件被改了名或复制了：里面是 {name} 的内容",
                 "运行 tiaowen freeze：放回 {name}，里面的记录一条不少"),
    "L110": Code("warning", "不是登记的文件，没有读：文件名像同步程序或编辑器留下的副本",
                 "核对后删去它；里面有登记没有的行时并入原来的文件"),
    "L101": Code("error", "登记里{detail}",
                 "运行 tiaowen freeze 并提交 site_config/permalinks/"),
    "L102": Code("error", "已登记的文件“{title}”（{id}）不见了或无法读取",
                 "恢复源文件{hint}；确要撤下时在 {sidecar} 写两行 id: {id} 和 publish: {how}"),
    "L103": Code("error", "已登记的地址 {address} 不在网站里",
                 "先运行 tiaowen build；仍报告时从版本库恢复登记，地址一经公布不得消失"),
    "L104": Code("error", "登记里缺 {detail} 的记录",
                 "运行 tiaowen freeze：存档证明得了的会补上；仍报告时从版本库恢复 site_config/permalinks/"),
    "L001": Code("error", "与 {other} 文号和发文机关相同（{number}），正文{same}",
                 "保留一份；确为两个版本时在旁注文件写 replaces_version"),
    # the site folder as a whole (tiaowen doctor)
    "D001": Code("warning", "这里的版本是 {here}，写明的是 {there}",
                 "装上写明的版本：python -m pip install -r requirements.txt；或改写明的版本"),
    "D002": Code("warning", "build/ 下面有通向别处的链接", "运行 tiaowen build：只去掉链接，不动它指向的东西"),
    "D003": Code("warning", "中断的构建或登记留下的半成品", "运行 tiaowen build 或 tiaowen freeze：会自己收拾"),
    "D004": Code("warning", "登记有损坏，能够修好", "运行 tiaowen freeze 并提交 site_config/permalinks/"),
    "D005": Code("info", "{detail}", "公布前运行 tiaowen freeze 并提交 site_config/permalinks/"),
    "D006": Code("warning", "磁盘只剩 {free} MB", "腾出空间：构建要网站两倍的大小"),
    "D007": Code("warning", "git 不会按行合并登记，两个分支登记后要人工合并",
                 "在 .gitattributes 里加一行：site_config/permalinks/**/*.jsonl merge=union"),
    # fetching from the web (tiaowen add)
    "N001": Code("error", "取不到这个网址：{detail}", "核对网址；浏览器里打得开的，另存为文件后再 tiaowen add"),
    "N002": Code("error", "转向超过 {limit} 次", "在浏览器里打开，复制最后停下来的网址"),
    "N003": Code("error", "超过 {limit} MB，没有取完",
                 "核对网址；确要放入，先下载再 tiaowen add，或放宽 site.yml 的 fetch.megabytes"),
    "N004": Code("error", "没有在限定的时间里取完", "稍后再试，或放宽 site.yml 的 fetch.seconds"),
    "N005": Code("error", "指向本机或内部网络的地址，没有去取", "确要放入，把这个网址直接写在 tiaowen add 后面"),
    "N006": Code("error", "网站要求登录，没有取到正文", "登录后在浏览器里另存为网页，再 tiaowen add 那个文件"),
    "N007": Code("info", "网站的 robots.txt 不许程序取这个附件", "在浏览器里下载，再 tiaowen add 那个文件"),
    "N008": Code("error", "只取 http 和 https 网址", "核对网址；本机的文件直接写路径"),
    # site
    "S001": Code("warning", "MkDocs 提示：{detail}", "检查该页的链接；手写页面在 docs_src/pages/"),
    "S002": Code("error", "链接 {target} 没有对应的页面或文件", "改正链接；手写页面在 docs_src/pages/"),
    "S003": Code("error", "链接 {target} 指向的锚点不存在", "改正链接；条款锚点见该文件页"),
    "S004": Code("error", "id “{id}” 在一页里出现 {count} 次", "手写页面里请改名；生成的页面请报告"),
    "S005": Code("error", "页面会向外部请求 {target}", "把文件放进站点，用相对地址引用"),
    "S006": Code("error", "链接 {target} 以 / 开头，离线和子路径下会失效", "改用相对地址"),
    "S007": Code("error", "网站地图与页面不一致：{detail}", "重新构建；仍不一致请报告"),
    "S008": Code("error", "路径不能用：{detail}", "改成短的英文、数字和连字符，Windows 和压缩包才能打开"),
    "S009": Code("warning", "网站共 {files} 个文件、{size}，{limit}", "减少 site.yml 的 twins，或分成几个网站"),
    "S010": Code("error", "检索索引读不出来", "重新构建；仍不行请报告"),
    "S011": Code("error", "查询“{query}”的结果不对：{detail}",
                 "核对 site_config/queries.yml 和这些条款的文字；检索本身有错请报告"),
    "S013": Code("error", "这一页没有生成：{detail}", "这是程序的缺陷：请把这一行报告给维护者；其他页面不受影响"),
    "S014": Code("error", "手写页面做不成网页（{detail}），没有放进网站",
                 "改正这一页：开头 --- 之间的设置要合 MkDocs 的写法"),
    "S012": Code("error", "手写页面不是 UTF-8（{detail}），没有放进网站", "用 UTF-8 另存"),
}


def finding(code: str, *, path: str = "", line: int = 0, col: int = 0, severity: Severity | None = None,
            **values: object) -> Diagnostic:
    """A finding of that code, its message filled with ``values``. Raises KeyError for an unknown code or a missing
    value.
    """
    entry = CODES[code]
    return Diagnostic(path=path, line=line, col=col, code=code, severity=severity or entry.severity,
                      message=entry.message.format(**values), remedy=entry.remedy.format(**values))


class ConfigurationError(Exception):
    """Configuration or a registry cannot be used (exit status 2); carries the findings that say why."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(as_line(d) for d in self.diagnostics))

    def __reduce__(self) -> tuple[type[ConfigurationError], tuple[tuple[Diagnostic, ...]]]:
        """So that a worker process can send it."""
        return type(self), (self.diagnostics,)


def as_line(item: Diagnostic) -> str:
    """``path:line:col: CODE severity: message (remedy)``; a part that is unknown is left out."""
    place = ":".join(str(part) for part in (item.path, item.line, item.col) if part)
    remedy = f" ({item.remedy})" if item.remedy else ""
    text = f"{item.code} {item.severity}: {item.message}{remedy}"
    return shown(f"{place}: {text}" if place else text)


def shown(text: str, but: str = "") -> str:
    """Text of a source may hold line breaks, terminal commands and bidirectional controls: all ``but`` these characters
    are written out (\\u001b), not obeyed.
    """
    return "".join(char if char.isprintable() or char == "\u3000" or char in but else f"\\u{ord(char):04x}"
                   for char in text)


def as_github(item: Diagnostic) -> str:
    """A GitHub workflow annotation of the finding."""
    level = {"error": "error", "warning": "warning", "info": "notice"}[item.severity]
    text = f"{item.code} {item.message}" + (f" ({item.remedy})" if item.remedy else "")
    path = _workflow_escape(item.path).replace(":", "%3A").replace(",", "%2C")
    where = ",".join(f"{key}={value}" for key,
                     value in (("file", path), ("line", item.line), ("col", item.col)) if value)
    return f"::{level} {where}::{_workflow_escape(text)}"


def _workflow_escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def as_json(items: Iterable[Diagnostic]) -> str:
    """The findings as a JSON array, one object each, in the given order."""
    return json.dumps([to_builtins(item) for item in items], ensure_ascii=False, indent=1)
