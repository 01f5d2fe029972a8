"""Incentives: roles of the numbers of a benefit, parties, and time that grows with the text."""


import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiaowen.catalog import load_catalog
from tiaowen.data import packaged
from tiaowen.facts.incentive import extract as incentives
from tiaowen.facts.incentive.dealing import tiers
from tiaowen.facts.incentive.names import kind_of
from tiaowen.facts.incentive.offers import offers
from tiaowen.language.amounts import amounts
from tiaowen.language.sentences import read

from tests.factories import clause, policy

CATALOG = load_catalog((packaged("site_config"),))
WORDS = CATALOG.quantities


@pytest.mark.parametrize(("text", "roles"), [
    ("对投资5000万元以上的项目，按投资额的10%给予补助，最高500万元。", ["threshold", "award", "award"]),
    ("对首次突破10亿元、50亿元的企业，分别奖励50万元、100万元。", ["threshold", "threshold", "award", "award"]),
    ("最高奖励500万元。", ["award"]),
    ("奖励5万元，每年最高50万元。", ["award", "award"]),
    ("每户补贴不足200元的，按照200元/月予以发放。", ["threshold", "award"]),
    ("处2000元以上2万元以下罚款。", ["cost", "cost"]),
    ("注册资本1000万元，营业收入5亿元。", ["cost", "threshold"]),
    ("1000万元（含）至3000万元（不含）的企业，补助150万元。", ["threshold", "threshold", "award"]),
    ("保险费每人每年280元，其中个人缴纳110元，县财政补助170元。", ["cost", "cost", "award"]),
    ("租金按市场价的60%收取。", ["cost"]),
    ("可申请最高20万元的创业担保贷款。", ["loan"]),
])
def test_roles_of_amounts(text: str, roles: list[str]) -> None:
    assert [amount.role for amount in amounts(read(clause("1", text), WORDS), "")] == roles


@pytest.mark.parametrize(("text", "awards"), [
    ("按投资额的10%给予补助，最高500万元。", [(10, 500)]),
    ("奖励5万元，每年最高50万元。", [(5, 50)]),
    ("一类奖励200万元；二类按费用的20%奖励，最高50万元。", [(200, None), (20, 50)]),
    ("给予补助10万元。同一企业累计不超过30万元。", [(10, 30)]),
    ("给予12万元奖励（第一年6万元，第二年6万元）。", [(12, None)]),
    ("按投资额的10%给予不超过200万元的补助。", [(10, 200)]),
    ("对购置设备的企业，按购置费的20%给予每户最高50万元补助。", [(20, 50)]),
    ("封顶线为：一档6万元，二档9万元。", [(6, None), (9, None)]),
])
def test_a_ceiling_belongs_to_its_award(text: str, awards: list[tuple[float, float | None]]) -> None:
    reading = read(clause("1", text), WORDS)
    found = offers(amounts(reading, ""), reading)
    assert [(o.amount.quantity.value, o.ceiling.quantity.value if o.ceiling else None) for o in found] == awards


def test_a_list_of_rates_shares_its_base() -> None:
    text = "分别按照实际投资额的1%、2%给予补助。"
    bases = [a.base for a in amounts(read(clause("1", text), WORDS), "")]
    assert [base and text[base.start:base.end] for base in bases] == ["实际投资额"] * 2


@pytest.mark.parametrize(("text", "unit", "per", "period", "bound", "base"), [
    ("租房补贴每月每平方米不低于17元。", "元/平方米/月", "平方米", "月", "at_least", ""),
    ("生活补助每人每年6500元。", "元/年", "人", "年", "exact", ""),
    ("生活补助标准为6500元/人、年。", "元/人、年", "人", "年", "exact", ""),
    ("按不超过项目投资额30%的比例给予补助。", "%", "", "", "at_most", "项目投资额"),
    ("下调个人贷款利率0.25个百分点。", "个百分点", "", "", "exact", "个人贷款利率"),
    ("补贴不得高于租金的85%。", "%", "", "", "at_most", "租金"),
    ("补贴标准为当地最低工资标准的50%。", "%", "", "", "exact", "当地最低工资标准"),
    ("给予购房款（以网签金额为准）总额3%的补贴。", "%", "", "", "exact", "购房款（以网签金额为准）总额"),
    ("每获得1枚金牌，奖励2万元。", "万元/枚", "枚", "", "exact", ""),
    ("最高贷款额度分别从100万元、60万元调整为120万元。", "万元", "", "", "at_most", ""),
    ("给予15元/每月•每平方米的租金补助。", "元/平方米/月", "平方米", "月", "exact", ""),
    ("按3元/月•平方米给予补助。", "元/月•平方米", "平方米", "月", "exact", ""),
    ("按照寄宿生年生均200元标准给予补助。", "元/生", "生", "", "exact", ""),
    ("可以在50%的税额幅度内减征房产税。", "%", "", "", "at_most", ""),
    ("购房补贴≤购房总价3%。", "%", "", "", "at_most", "购房总价"),
])
def test_bound_unit_and_base(text: str, unit: str, per: str, period: str, bound: str, base: str) -> None:
    (found,) = incentives.extract(policy("x", clause("1", text)), CATALOG)
    assert (found.unit, found.per, found.period, found.bound, found.base) == (unit, per, period, bound, base)


@pytest.mark.parametrize(("text", "rows", "mentions"), [
    ("交通费支持比例为40%或60%。", 0, 1),  # which of the two is not said
    ("对按月缴纳的企业补贴200元，100元。", 0, 1),  # which of the two is whose
    ("分别按每人3万元（博士）、1.44万元（硕士）发放补贴。", 0, 1),  # what the second shares with the first
    ("获得国家奖的，奖励100万、50万、30万元。", 0, 1),  # two of three have no unit
    ("力争补贴10万元。", 0, 1),
    ("单位0.3%，个人0.5%，财政补贴0.2%。", 0, 1),  # who pays in what
    ("每月再增加30元补助。", 0, 1),  # by how much more
    ("最高贷款额度由原来的60万元提高到80万元。", 1, 0),  # what was is none
    ("统筹基金支付比例由原来的60%、55%分别提高到65%、60%。", 2, 1),
    ("奖补资金市财政承担40%、县财政承担60%。", 0, 1),  # who bears which part
    ("第1年、第6年分别按照补助金额的20%和80%发放。", 0, 1),  # parts of the award
    ("租赁标准为每平方米0.35元。", 0, 0),  # a price
    ("对购房的多子女家庭，最高贷款额度上浮不低于20%。", 0, 1),
    ("三孩家庭申请公积金贷款，最高贷款额度分别上浮20%、30%。", 0, 1),
    ("企业缴纳失业保险费率由1.5%降至1%。", 0, 1),  # what is left to pay
    ("补贴资金总计300万元。", 0, 1),  # what there is for all
    ("本次购房补助总额度1600万元。", 0, 1),
    ("给予购房者奖励，奖励总金额100万元。", 0, 1),
    ("消费补贴总额为500万元。", 0, 1),
    ("房贷利率统一下调为3.8%。", 0, 1),
    ("住房贷款首套利率分别下调至2.35%和2.85%。", 0, 1),
    ("安排不低于2000万元专项资金。", 0, 1),
    ("贷款最高限额由50万元调增20%至60万元。", 0, 0),
    ("土地竞买预付款费率由30%下浮到10%。", 0, 1),
    ("若5000万元补贴预算资金使用完毕，活动结束。", 0, 1),
    ("补偿款的50%可用“房票”形式支付。", 0, 1),  # how it may be used
    ("安置奖励金的50%可以房票支付。", 0, 1),
    ("土地出让底价可按最低价标准的70%执行。", 0, 1),  # what is left to pay
    ("小规模纳税人免征增值税，对适用3%征收率的销售收入减按1%征收增值税。", 0, 1),
    ("对小微企业，其所得减按25%计入应纳税所得额。", 0, 1),
    ("对超过10亿元的企业，每增加1亿元增加100万元的奖励，累计奖励不超过5000万元。", 0, 1),  # by how much
    ("租房补贴申请审核合格后，发放50%的租房补贴。", 0, 1),  # the rest comes later
    ("奖励资金分三年按40%、30%、30%比例拨付。", 0, 0),
    ("补贴分别在2025、2026、2027年度按30%、30%、40%比例发放。", 0, 0),
    ("新增发放创业担保贷款不少于3000万元。", 0, 0),  # all that is lent
    ("商品住宅备案价上下浮动不得超过项目备案均价的15%，可享受优惠。", 0, 0),
    ("将公共租赁住房保障收入线准入标准调整至人均可支配收入的70%。", 0, 1),  # who may ask
    ("享受租房补贴的家庭应当按年申报收入。", 0, 0),  # who has it
    ("符合条件的人员，在领取失业补助期间参加培训。", 0, 0),
    ("保障方式以发放租赁补贴为主。", 0, 0),
    ("家庭可以享受租房补贴。", 1, 0),
])
def test_what_is_not_surely_handed_out_is_no_row(text: str, rows: int, mentions: int) -> None:
    document = policy("x", clause("1", text))
    assert (len(incentives.extract(document, CATALOG)), len(incentives.mentions(document, CATALOG))) == (rows, mentions)


@pytest.mark.parametrize(("text", "roles"), [
    ("对首次入规的工业企业，由市财政给予10万元奖励。", ("工业企业", "首次入规", "市财政")),
    ("鼓励企业做大做强，对首次入规的工业企业奖励10万元。", ("工业企业", "首次入规", "")),
    ("大力推动企业上市，对在境内上市的企业奖励10万元。", ("企业", "在境内上市", "")),
    ("开展技能培训的，对首次入规的企业奖励10万元。", ("企业", "开展技能培训，首次入规", "")),
    ("对企业在境外投资的项目，按投资额5万-10万美元奖励1万元。", ("项目", "企业在境外投资，按投资额5万-10万美元", "")),
    ("对在各街道经营的餐饮企业奖励1万元。", ("餐饮企业", "在各街道经营", "")),
    ("对新购住房的家庭，按不动产登记的建筑面积给予每平方米100元补贴。", ("家庭", "新购住房", "")),
    ("企业首次认定为高新技术企业的，奖励10万元。", ("", "企业首次认定为高新技术企业", "")),
    ("对招用毕业生的企业奖励1万元；对培训职工的企业奖励2万元。", ("企业", "招用毕业生", "")),
    ("凡购买首套新建商品住房的，每套补贴2万元。", ("", "购买首套新建商品住房", "")),
])
def test_an_award_that_is_whole_in_itself_is_told_as_printed(text: str, roles: tuple[str, str, str]) -> None:
    found = incentives.extract(policy("x", clause("1", text)), CATALOG)[0]
    assert (found.uncertain, found.beneficiary, found.condition, found.payer) == (False, *roles)


@pytest.mark.parametrize(("text", "who", "case"), [
    ("对符合条件的，给予10万元奖励。", "", ""),  # which conditions
    ("开展评选活动，对组织单位给予10万元奖励。", "", ""),  # of which activity
    ("鼓励实施技术改造，对研发投入实现翻倍的单位奖励10万元。", "单位", "研发投入实现翻倍"),  # another measure
    ("支持物流企业发展，对营业收入增长10%的企业奖励10万元。", "", ""),  # which of them
    ("实施“领跑者”制度，对主导制度建设的单位奖励10万元。", "单位", "主导制度建设"),  # of the system
    ("支持购买新建住房，对一次性购买5套以上的奖励10万元。", "", ""),  # of what
    ("10年以上的，月补贴500元。", "", ""),
    ("凡9月30日以内完成的，按契税的100%予以奖补。", "", ""),
    ("最高贷款额度为单身职工45万元。", "", ""),
    ("对甲类企业、乙类企业各奖励10万元。", "", ""),
    ("继续抓好存量政策落实，相关购房优惠券补贴20%。", "", ""),
    ("小微企业可以在50%的幅度内减征房产税。", "", ""),
    ("对进城购房的农民，享受贴息贷款政策，并按契税的50%给予补贴。", "农民", ""),
    ("对建立上述平台之一的企业给予补助50万元。", "企业", "建立上述平台之一"),
    ("对本市2019年前获得国内发明专利授权的，资助1万元；获得外观专利授权的，资助1元。", "", "获得外观专利授权"),
    ("经备案的企业改制设立股份有限公司，奖励10万元。", "", ""),
    ("购房的给予补贴。首套住房的，补贴1万元。", "", "首套住房"),  # the sentence before says for what
    ("对入规的企业，奖励10万元；首次上市的，奖励50万元。", "", "首次上市"),  # who lists
    ("对入规的企业，奖励10万元，在本市建厂再奖励20万元。", "企业", ""),  # the award before
    ("对一级、二级、三级资质的企业，分别奖励10万元、5万元。", "", ""),  # dealt over a list of more members
    ("一次性组织300人的大型团队，给予地接社1万元奖励。", "", "一次性组织300人"),  # another is handed it
    ("毕业生参加培训的，按每人700元的标准计算补贴总额，补助给承训机构。", "", "毕业生参加培训"),  # another later
    ("参保人住院，费用不足5万元的，支付95%；5万元以上，不足10万元的，支付75%。", "", ""),  # a part of a band
    ("专科毕业生每月400元、本科800元租房补贴。", "", ""),  # a label that is nobody has not the one before
    ("专科毕业生每月400元、博士3000元租房补贴。", "博士", ""),
    ("对困难职工家庭，区政府给予慰问，每户1200元。", "困难职工家庭", ""),
    ("年满70周岁的，发给津贴60元；自年满90周岁的次月起，每月再增发100元。", "", "自年满90周岁的次月起"),
    ("给予企业一次性补贴1万元，给予企业每家5万元补贴。", "企业", ""),  # whom, and not for what
    ("对入规的企业，按贷款额的1%，奖励给经办银行。", "", ""),
    ("按以下标准发放：对博士发放10万元补贴。", "", ""),  # the lead says when
    ("面积在90平方米以上的，补贴1万元。", "", "面积在90平方米以上"),  # of what
    ("保险费每人280元，财政补助170元。", "", ""),
])
def test_an_award_that_leans_on_other_words_tells_only_what_is_certain_on_its_own(
    text: str, who: str, case: str) -> None:
    found = incentives.extract(policy("x", clause("1", text)), CATALOG)[-1]
    assert found.uncertain and found.amount is not None
    assert (found.beneficiary, found.condition, found.payer) == (who, case, "")


@pytest.mark.parametrize(("text", "conditions"), [
    ("对新评定为三星级、四星级的酒店，分别给予20万元、50万元奖励。", ["新评定为三星级", "新评定为四星级"]),
    ("对评为A级的企业，奖励30万元；B级的，20万元。", ["评为A级", "B级"]),
    ("退休人员，在社区就医的，由基金支付90%；在医院就医的，由基金支付80%。", ["在社区就医", "在医院就医"]),
    ("对取得中级、高级导游证人员，分别给予3000元、5000元奖励。", ["取得中级导游证人员", "取得高级导游证人员"]),
    ("在河流浇灌标准化冰场每块奖励1万元。", ["在河流浇灌标准化冰场"]),
    ("对推荐A、B类人才的机构，分别奖励5万元、4万元。", ["推荐A类人才", "推荐B类人才"]),
    ("对创建国家级园区（或示范区）、4A级景区（度假区）的单位，分别奖励5万元、4万元。",
     ["创建国家级园区（或示范区）的单位", "创建4A级景区（度假区）的单位"]),
    ("获得市级科技一、二等奖的，分别奖励5万元、3万元。", ["获得市级科技一等奖", "获得市级科技二等奖"]),
])
def test_lists_of_equal_length_and_tiers_built_alike_are_certain(text: str, conditions: list[str]) -> None:
    found = incentives.extract(policy("x", clause("1", text)), CATALOG)
    assert [(i.condition, i.uncertain) for i in found] == [(said, False) for said in conditions]
    assert len({i.beneficiary for i in found}) == 1


def test_an_uncertain_row_quotes_the_sentences_it_may_lean_on_and_is_bounded() -> None:
    near = "购房的给予补贴。首套住房：按照契税的50%给予补贴。"
    (found,) = [i for i in incentives.extract(policy("x", clause("1", near)), CATALOG) if i.amount]
    assert found.quote == near.removesuffix("。")
    far = f"{'购房的给予补贴，' * 60}首套住房的补贴1万元。"
    (found,) = [i for i in incentives.extract(policy("x", clause("1", far)), CATALOG) if i.amount]
    assert "1万元" in found.quote and len(found.quote) <= 320


@pytest.mark.parametrize(("text", "kind"), [
    ("对创业青年发放2万—8万元免息创业启动资金贷款。", "loan"),
    ("返乡创业者符合条件的，按不超过12万元发放创业担保贷款。", "loan"),
    ("按当年新发放创业担保贷款总额的1%，奖励经办银行。", "subsidy"),
    ("对企业给予贷款贴息50%。", "subsidy"),
    ("创投企业投资初创企业的，按投资额的70%抵扣应纳税所得额。", "deduction"),
    ("企业研发费用按100%给予加计扣除。", "deduction"),
])
def test_the_kind_is_of_what_is_handed_over(text: str, kind: str) -> None:
    (found,) = incentives.extract(policy("x", clause("1", text)), CATALOG)
    assert found.kind == kind


@pytest.mark.parametrize(("name", "kind"), [
    ("工业企业", "enterprise"), ("“专精特新”中小企业", "enterprise"), ("高校毕业生", "person"),
    ("外地来威求职的高层次人才", "person"),
    ("新型研发机构", "organization"), ("各区市", "government"), ("单项冠军企业（产品）",
    "enterprise"), ("市辖区户籍人口", "unknown"), ("", "unknown"),
])
def test_kinds_of_party(name: str, kind: str) -> None:
    assert kind_of(name, WORDS) == kind


@pytest.mark.parametrize(("text", "count", "parts"), [
    ("新评定为三星级、四星级、五星级", 3, ["新评定为三星级", "新评定为四星级", "新评定为五星级"]),
    ("国家级单项冠军企业、省级专精特新中小企业", 2, ["国家级单项冠军企业", "省级专精特新中小企业"]),
    ("三星级、四星级", 3, []), ("酒店", 1, []),
    ("营业收入首次突破100亿元、50亿元", 2, ["营业收入首次突破100亿元", "营业收入首次突破50亿元"]),
    ("营业收入达到500万元、1000万元以上", 2, ["营业收入达到500万元以上", "营业收入达到1000万元以上"]),
    ("成功创建国家级、省级企业技术中心", 2, ["成功创建国家级企业技术中心", "成功创建省级企业技术中心"]),
    ("国家级“领航”标杆企业、制造业单项冠军企业（产品）", 2, ["国家级“领航”标杆企业", "制造业单项冠军企业（产品）"]),
    ("首次获评中国质量奖、中国质量奖提名奖", 2, ["首次获评中国质量奖", "首次获评中国质量奖提名奖"]),
    ("获得中国专利优秀奖、省专利奖特等奖的专利", 2, ["获得中国专利优秀奖的专利", "获得省专利奖特等奖的专利"]),
    ("营业收入在1亿元以上、2亿元以上且增长10%", 2, []), ("组织游客以专列、包机形式来省", 2, []),
    ("在社区医院、区级医院就诊", 2, []), ("不受单位、年龄限制", 2, []),
    ("符合政策生育二孩、三孩且未成年", 2, []),
    ("获得海南省专利金奖、专利优秀奖", 2, ["获得海南省专利金奖", "获得海南省专利优秀奖"]),
    ("新获得正高级工程师、高级工程师职称", 2, ["新获得正高级工程师", "新获得高级工程师职称"]),
    ("投资10万元以上至50万元、50万元以上至100万元", 2, []),
    ("新评定为国家2—5星级", 4, ["新评定为国家2星级", "新评定为国家3星级", "新评定为国家4星级", "新评定为国家5星级"]),
])
def test_tiers(text: str, count: int, parts: list[str]) -> None:
    assert tiers(text, count) == parts


def test_two_tiers_share_a_quote_and_keep_document_order() -> None:
    found = incentives.extract(
        policy("x", clause("1", "对A级、B级的企业，分别给予20万元、10万元奖励。对人才给予补贴。")), CATALOG)
    assert [(i.amount, i.unit) for i in found] == [(20, "万元"), (10, "万元"), (None, "")]
    assert found[0].quote == found[1].quote


@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.lists(st.sampled_from([
    "对", "凡", "新认定的", "企业", "、", "，", "。", "；", "：", "（", "）", "给予",
    "奖励", "补贴", "100万元", "10%", "以上", "的", "最高", "不超过", "分别", "每月",
    "元/亩", "免费", "一事一议", "罚款", "标准为", "由1.5%降至1%", "费率", "“", "”", "《", "》", "\t", " ",
]), max_size=30).map("".join))
def test_no_text_raises_and_every_quote_stands_in_it(text: str) -> None:
    document = policy("x", clause("1", text))
    for fact in incentives.extract(document, CATALOG):
        assert document.clauses[0].full[fact.span.start:fact.span.end] == fact.quote
