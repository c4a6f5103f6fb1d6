#!/usr/bin/env python3
"""Makes annotated pages of loose articles, each in the style of a paper that there is not.

usage: make_pages.py ARTICLES_FOLDER OUT COUNT SEED [--rare] [--small | --printed GOLD_FOLDER...]

A style says where datelines, bylines, kickers, decks, subheads and captions stand, how
long headlines are, what columns, briefs, notices, poems and tables there are, what stands
in the page's head, and how the lines are set. Printed articles of annotated pages are
mixed among the loose ones if folders of them are given. Small pages have an article or two:
a file may hold no more. The same seed makes the same pages.
"""
import json
import os
import random
import re
import subprocess
import sys

LABELS = "furniture start-kicker start-headline start-caption start-lead headline deck byline lead body continuation subhead caption end-headline".split()
L = {n: i for i, n in enumerate(LABELS)}


def bit(*n):
    return sum(1 << L[x] for x in n)


SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤牛柴郜贝"
)
GIVEN_NAMES = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂文辉红玲建国华志飞鹏斌宇浩凯健俊帆雪婷慧莹洁云莲真环荣爱妹香月莺媛瑞凡佳嘉琼勤珍贞莉蓉英毅山仁波宁贵福生龙元全胜学祥才发武新利清彬富顺信子良海昌成康星光天达安岩中茂进林有坚和彪博诚先敬震振壮会思群豪心邦承乐绍功松善厚庆民友裕河哲江超亮政谦亨奇固之轮翰朗伯宏言若鸣朋梁栋维启克伦翔旭泽晨辰士以致树炎德行时泰盛雄琛钧冠策腾楠榕风航弘思雨晓梦"
PEN_NAMES = "清风老树丹青秋月闻竹小满乔木子衿听雨江南一叶行者渔樵耕夫石头草根半夏阿木晓角浮萍云中鹤南平春山野渡梅溪沧浪"
PLACES = (
    "北京 上海 临江 河东 城关 青阳 石桥 滨海 南山 平江 安定 新城 高桥 长宁 武定 广州 成都 长沙 南昌 昆明 兰州 西宁 贵阳 石家庄 郑州 合肥 福州 海口 桐城 沂水 汾阳".split()
)
PAPER_KINDS = "日报 晚报 晨报 时报 商报 都市报 新报 快报".split()


class Dice(random.Random):
    def p(self, x):
        return self.random() < x


def name(r):
    k = r.random()
    s = r.choice(SURNAMES)
    return s + r.choice(GIVEN_NAMES) if k < 0.3 else s + r.choice(GIVEN_NAMES) + r.choice(GIVEN_NAMES)


def pen(r):
    i = r.randrange(0, len(PEN_NAMES) - 2)
    return PEN_NAMES[i : i + r.choice([2, 2, 2, 3, 1])]


def spaced(r, n):
    return n if len(n) != 2 or not r.p(0.5) else n[0] + r.choice([" ", "  ", "　"]) + n[1]


CLAUSE_END = re.compile("[，。；！？：、…—“”‘’（）()《》\\s]+")


def clauses(ps, lo, hi):
    out = []
    for p in ps:
        for c in CLAUSE_END.split(p):
            if lo <= len(c) <= hi:
                out.append(c)
    return out


JUNK = re.compile(r"^(编辑|責任編輯|责任编辑|校对|来源|來源|编\s*辑|记者联系邮箱|值班编辑|审核|本文|原标题|新京报网)|【编辑|基金會編號")


def load(path, source):
    arts = []
    for l in open(path, encoding="utf-8"):
        a = json.loads(l)
        ps = []
        for p in a["paragraphs"]:
            p = re.sub(r"【编辑[:：].*?】|【編輯.*?】", "", p).strip()
            if not p or JUNK.match(p):
                continue
            ps.append(p)
        t = (a["title"] or "").strip()
        if t and ps and ps[0].replace(" ", "") == t.replace(" ", ""):
            ps = ps[1:]
        if len(t) < 4 or not ps or sum(map(len, ps)) < 30:
            continue
        if len(ps) > 40:
            continue
        arts.append({"title": t, "ps": ps, "src": source})
    return arts


# ---- a paper's style
def style(r, rare=False):
    """The habits of a paper that there is not; of a rare one, headlines behind their text, poems and tables."""
    s = {}
    s["paper"] = r.choice(PLACES) + r.choice(PAPER_KINDS)
    s["dateline"] = r.choice(
        ["本报讯 "] * 5
        + ["本报讯"] * 2
        + ["本报{p}{m}月{d}日电 "] * 2
        + [
            s["paper"] + "讯 ",
            "【本报讯】",
            "（本报讯）",
            "{m}月{d}日{p}消息，",
            "",
            "",
            "",
            "本报{m}月{d}日讯 ",
            "新华社{p}{m}月{d}日电 ",
        ]
    )
    s["dateline_rate"] = r.choice([0, 0, 0.2, 0.4, 0.7, 1, 1])
    s["headmax"] = r.choice([99, 99, 30, 20, 17, 17, 14, 12])
    s["headmin"] = r.choice([4, 4, 6, 8])
    s["essay"] = r.choice([0, 0, 0.1, 0.3, 0.9])
    s["sublen"] = r.choice([4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15])
    s["deckn"] = r.choice([1, 1, 1, 1, 2, 3])
    s["endshort"] = r.choice([0, 0.2, 0.5, 0.8])
    s["keepnat"] = r.choice([0, 0.5, 1])
    s["byline"] = r.choice(
        [
            "none",
            "none",
            "inline",
            "tail",
            "tail",
            "tailsp",
            "own_end",
            "own_end",
            "own_head",
            "own_head",
            "none",
            "none",
            "mixed",
            "mixed",
            "square",
        ]
    )
    s["byline_form"] = r.randrange(10)
    s["kicker"] = r.choice([0, 0.05, 0.2, 0.4, 0.7])
    s["deck"] = r.choice([0, 0.05, 0.2, 0.5, 0.7])
    s["split"] = r.choice([0, 0.1, 0.3])
    s["subhead"] = r.choice([0, 0.1, 0.3, 0.6])
    s["tail_head"] = r.choice([0] * 4 + [0.05, 0.15, 0.3] if rare else [0] * 6 + [0.05, 0.15])
    s["lost_head"] = r.choice([0] * 5 + [0.05, 0.1])
    s["caption"] = r.choice([0, 0.1, 0.2])
    s["photo"] = r.choice([0, 0.05, 0.15])
    s["cap_above"] = r.choice([0, 0.3])
    s["cap_under"] = r.choice([0, 0, 0, 0.1, 0.3])
    s["cap_list"] = r.choice([0, 0, 0, 0, 0.1])
    s["dispatches"] = r.choice([0] * 5 + [0.05])
    s["caption_form"] = r.randrange(6)
    s["tear"] = r.choice([0, 0, 0, 0.02, 0.05, 0.12])
    s["gap"] = r.choice([0, 0, 0, 0.03])
    s["colon_head"] = r.p(0.2)
    s["maxpar"] = r.choice([4, 8, 14, 14, 25, 40])
    s["stripsp"] = r.p(0.4)
    s["half"] = r.p(0.2)
    s["trad"] = r.p(0.1)
    s["old"] = False
    s["subform"] = r.randrange(10)
    s["section_form"] = r.choice(["{0}", "（{0}）", "{1}", "第{0}章", "0{1}", "* * *", "○"])
    s["long_deck"] = r.p(0.4)
    s["jump"] = r.choice([0, 0.03, 0.1])
    s["suffix"] = r.choice([0, 0, 0, 0.2, 0.5])
    s["pair"] = r.p(0.3)
    s["authors"] = r.choice([0, 0, 0.1, 0.6])
    s["pagenote"] = r.choice([0, 0.03, 0.08])
    s["said"] = r.choice([0, 0, 0.3])
    s["colhead"] = r.choice([0, 0.05, 0.15])
    s["series"] = r.choice([0, 0.05, 0.15, 0.3])
    s["briefs"] = r.choice([0, 0, 0.1, 0.3])
    s["notice"] = r.choice([0, 0, 0, 0.1, 0.3])
    s["poem"] = r.choice([0, 0, 0.1, 0.15] if rare else [0, 0, 0.1])
    s["table"] = r.choice([0, 0, 0.05, 0.1] if rare else [0, 0, 0.05])
    s["bylinemark"] = r.choice(["", "", "■", "□", "◎ ", "●", "/", "文/", "文／", "□ ", "◆", "作者："])
    s["furn"] = r.random()
    s["mean"] = r.choice([3, 5, 7, 10, 16])
    s["long"] = r.choice([0, 0.5, 0.9])
    s["picture"] = r.choice([0, 0, 0, 0, 0.1, 0.3])
    s["note"] = r.choice([0, 0, 0.05, 0.15])
    s["box"] = r.choice([0, 0, 0.05, 0.2])
    s["box_mark"] = r.choice(["", "", "■", "▲", "◆", "●"])
    s["group"] = r.choice([0, 0, 0, 0.05])
    s["collection"] = r.choice([0, 0, 0.05, 0.15])
    s["digest"] = r.choice([0, 0, 0, 0.05])
    s["document"] = r.choice([0, 0, 0.03, 0.1])
    s["letters"] = r.choice([0, 0, 0, 0.1])
    s["quotes"] = r.choice([0, 0, 0, 0.05])
    s["sidebar"] = r.choice([0, 0.1, 0.3])
    s["head_mark"] = r.choice([""] * 12 + ["●", "◎", "▲", "◘", "■"])
    if r.p(0.1):
        old_style(r, s)
    return s


def old_style(r, s):
    """As papers were printed before 1949: short pieces of one paragraph, with pen names under their heads."""
    s["old"] = True
    s["head_mark"] = r.choice(["", "", "●", "◎", "▲", "△", "◘"])
    s["headmax"] = r.choice([8, 10, 12, 16])
    s["byline"] = r.choice(["own_head", "own_head", "own_head", "tail", "mixed"])
    s["dateline_rate"] = r.choice([0, 0, 0.2])
    s["maxpar"] = r.choice([1, 1, 2, 4])
    for part in "caption cap_under cap_list dispatches photo subhead series collection digest document letters quotes note box sidebar kicker".split():
        s[part] = 0
    s["mean"] = r.choice([6, 8, 10, 14])
    s["poem"] = r.choice([0, 0.1, 0.2])


class Art:
    def __init__(s):
        s.b = []  # (text, role)

    def add(s, t, role):
        t = t.strip()
        if t:
            s.b.append((t, role))


def dateline(r, s):
    return (
        s["dateline"].format(p=r.choice(PLACES), m=r.randrange(1, 13), d=r.randrange(1, 29))
        if r.p(s["dateline_rate"])
        else ""
    )


def reporter(r, s, own):
    f = s["byline_form"] if r.p(0.8) else r.randrange(10)
    n = [name(r) for _ in range(r.choice([1, 1, 1, 2, 2, 3]))]
    j = r.choice([" ", "  ", "、"])
    names = j.join(spaced(r, x) for x in n)
    return [
        "本报记者 " + names,
        "记者 " + names,
        "本报记者 " + names + " 通讯员 " + name(r),
        names,
        s["paper"] + "记者 " + names,
        "本报记者  " + names + "  摄影报道",
        "特约记者 " + names,
        "通讯员 " + names + " 记者 " + name(r),
        "本报见习记者 " + names + " 文/图",
        "首席记者 " + names,
    ][f]


def byline_line(r, s):
    k = r.random()
    if s["old"] and k < 0.8:
        return r.choice(["（{}）", "（{}）", "{}", "{}　", "（{}投稿）", "（{}述）"]).format(r.choice([pen, name])(r))
    m = s["bylinemark"] if r.p(0.8) else ""
    if k < 0.45:
        t = reporter(r, s, True)
    elif k < 0.75:
        t = spaced(r, name(r))
    elif k < 0.85:
        t = "（" + spaced(r, name(r)) + "）"
    elif k < 0.93:
        t = pen(r)
    else:
        t = name(r) + "（" + r.choice(PLACES) + r.choice(["大学教授", "作家协会会员", "社科院研究员", "市民", "中学教师"]) + "）"
    return m + t


def caption(r, s, ps):
    f = s["caption_form"]
    c = r.choice(clauses(ps, 8, 40) or ["现场照片"])
    n = name(r)
    credit = [" " + n + " 摄", "（" + n + " 摄）", "　本报记者 " + n + " 摄", "（新华社发）", "。新华社记者 " + n + " 摄", "受访者供图"][
        r.randrange(6) if r.p(0.3) else f
    ]
    pre = r.choice(["图为", "", "", "▲", "上图：", "△", "右图为", ""])
    return pre + c + credit


def credit_line(r):
    n = name(r)
    return r.choice(["本报记者 " + n + "摄", "新华社记者 " + n + " 摄", n + "摄（影像中国）", "人民视觉", "新华社发", spaced(r, n) + "摄"])


def picture_text(r, ps):
    """What a picture shows, told in a sentence or two, as long as a paragraph."""
    told = [p for p in ps if not is_short(p)] or ["图为活动现场。"]
    p = inside(r, told[0] if r.p(0.6) else r.choice(told))[:160]
    return p[: p.rfind("。") + 1] or p


def add_picture(r, A, ps):
    """A picture between the head and the text: what it shows, and on a line below who took it."""
    A.add(picture_text(r, ps), "cap")
    A.add(credit_line(r), "cap")


def add_picture_list(r, A, ps):
    """The pictures of a page told one after the other below the text."""
    if r.p(0.7):
        A.add(r.choice(["图片说明：", "图片说明", "图说", "题图：", "本版图片"]), "cap")
    for i in range(r.randrange(1, 5)):
        A.add(r.choice(["图", "图片"]) + "①②③④⑤"[i] + "：" + r.choice(clauses(ps, 8, 36) or ["活动现场"]) + r.choice(["。", ""]), "cap")
        if r.p(0.8):
            A.add(credit_line(r), "cap")


NUMERALS = "一二三四五六七八九十"


def subheads(r, s, ps, k):
    f = s["subform"]
    out = []
    cl = clauses(ps, 4, 13) or ["记者观察"]
    ln = s["sublen"]
    near = clauses(ps, max(3, ln - 2), ln + 2)
    cl = near or cl
    same = [c for c in clauses(ps, ln, ln)]
    word = r.choice(cl)[: r.choice([2, 3, 4])]
    for i in range(k):
        c = r.choice(same) if same and f in (1, 3, 6) else r.choice(cl)
        if f == 0:
            t = c
        elif f == 1:
            t = c
        elif f == 2:
            t = NUMERALS[i % 10] + "、" + c
        elif f == 3:
            t = c + " " + word
        elif f == 4:
            t = word + "：" + c
        elif f == 5:
            t = f"{i+1}." + c if r.p(0.5) else f"（{NUMERALS[i%10]}）" + c
        elif f == 6:
            t = word + " " + c
        elif f == 7:
            t = "■" + c if s["paper"][0] < "北" else "●" + c
        elif f == 8:
            t = s["section_form"].format(NUMERALS[i % 10], i + 1)
        else:
            t = c + r.choice(["——", "？", "！"])
        out.append(t)
    return out


def lead_in(r, s, p):
    d = dateline(r, s)
    if re.match(r"^.{0,12}(讯|电|消息)[ （(，]|^.{0,10}报讯|^中新|^新华", p):
        m = re.match(r"^(.{2,24}?(讯|电))\s*[（(][^）)]{2,24}[）)]\s*|^(.{2,20}?(讯|电))[ 　]+", p)
        if m:
            p = p[m.end() :]
        else:
            return p
    b = ""
    if s["byline"] == "inline" or (s["byline"] == "mixed" and r.p(0.4)):
        b = "（" + re.sub("本报", "", reporter(r, s, False)) + "）"
    if d or b:
        d = d.strip()
        return d + (b or " " if r.p(0.9) else b) + p
    return p


OWN_DATELINE = re.compile(r"^.{0,3}(本报|本刊|新华|据新华|中新|人民网|光明网|央视).{0,22}?(电|讯)\s*(（[^）]{2,40}）|\([^)]{2,40}\))?\s*")


def inside(r, p):
    """A paragraph as it stands inside a longer piece, where few tell once more whence and by whom."""
    told = OWN_DATELINE.sub("", p)
    return told if len(told) > 20 and r.p(0.9) else p


def is_short(t):
    return len(t) <= 40 and "。" not in t


def body(r, s, A, ps, subs):
    k = 0
    n = len(ps)
    every = r.choice([2, 3, 4])
    sh = subheads(r, s, ps, 8) if subs else []
    pairs = (clauses(ps, 6, 14) if r.p(0.5) else sentences(ps, 10, 32)) if subs and s["pair"] else []
    if pairs and r.p(0.3):
        sh = [x + "——" for x in sh]
    if r.p(0.04):
        ps = ps[:1] + ["……"] + ps[1:]
        n = len(ps)
    for i, p in enumerate(ps):
        if (
            subs
            and i > 0
            and i < n - 1
            and i % every == (1 if every > 1 else 0)
            and k < 8
            and not is_short(p)
        ):
            A.add(sh[k], "sub")
            pairs and A.add(r.choice(pairs), "sub")
            k += 1
        A.add(p, "inner" if is_short(p) and p != "……" else "para")
        if r.p(s["caption"] * 0.3):
            A.add(caption(r, s, ps), "cap")


def clean_head(t, s, r):
    t = re.sub(r"^.{2,6}[丨｜|]", "", t)
    t = re.sub(r"^[A-Z]\d+[：: ]", "", t)
    if s["headmax"] <= 16 and r.p(0.2):
        t = t.split(" ")[-1] or t
    if len(t) > s["headmax"]:
        parts = [x for x in re.split(r"[ 　，：:—]+", t) if s["headmin"] <= len(x) <= s["headmax"]]
        if parts:
            t = max(parts, key=len) if r.p(0.7) else r.choice(parts)
        else:
            t = t[: s["headmax"]] if r.p(0.3) else t
    if s["stripsp"] and r.p(0.8):
        t = re.sub(r"\s+", r.choice(["，", " ", ""]), t)
    elif r.p(0.2):
        t = re.sub(r"\s+", "  ", t)
    if r.p(s["picture"]):
        t += r.choice(["（图片）", "（附图片１张）", "（附图片）", "（图）", "（组图）", "（附图片２张）"])
    return s["head_mark"] + t.strip()


def sentences(ps, lo, hi):
    """Whole sentences without their full stop, as long decks are."""
    return [x for p in ps for x in p.split("。") if lo <= len(x) <= hi and "“" not in x]


COLUMN_HEADS = "记者手记 编后 编者按 短评 书评 导读 新闻链接 相关链接 今日关注 关注民生 记者观察 百姓故事 快评 时评 读者来信 征稿启事 健康提示 警方提示 权威发布 文化观察 人物 身边好人 记者调查 一线直击 经济观察 城市温度 读书 闲话 世象 随笔".split()
LAST_SENTENCES = [
    "市领导{n}参加。",
    "{n}参加调研。",
    "会议还研究了其他事项。",
    "相关部门负责人参加。",
    "目前，案件正在进一步办理中。",
    "有关活动将持续到月底。",
    "{n}、{n2}出席。",
    "本报将继续关注。",
    "一切，都在悄悄改变。",
    "明天，会更好。",
    "那么，你准备好了吗？",
    "日子总会好起来的。",
    "（完）",
    "下转第{k}版",
    "（下转第{k}版）",
    "据新华社",
    "详见第{k}版",
    "这样就好。",
]


def article(r, s, a, brief=False):
    """A headline article from a loose one."""
    A = Art()
    ps = list(a["ps"])
    m = s["maxpar"] if not brief else r.choice([1, 1, 2])
    if len(ps) > m:
        ps = ps[:m]
    while len(ps) > 1 and is_short(ps[-1]) and not (ps[-1][-1:] in "。！？…" and r.p(0.7)):
        ps.pop()
    if not r.p(s["keepnat"]):
        ps = [p for p in ps if not is_short(p) or p[-1:] in "。！？…”"] or ps
    if r.p(s["endshort"] * 0.4):
        ps.append(r.choice(LAST_SENTENCES).format(n=name(r), n2=name(r), k=r.randrange(1, 12)))
    title = clean_head(a["title"], s, r)
    if r.p(s["suffix"]):
        title += "（" + r.choice(clauses(a["ps"], 2, 8) or ["随笔"]) + "）"
    if r.p(s["essay"]):
        c = clauses(a["ps"], 2, 9)
        if c:
            title = r.choice(c)
    elif r.p(0.08):
        c = clauses(a["ps"], 4, 8)
        if c:
            title = r.choice(c) + " " + r.choice(c)
    essay = s["byline"] in ("own_head", "square") or r.p(s["essay"]) or (s["byline"] == "mixed" and r.p(0.3))
    kick = deck = None
    pool = clauses(a["ps"], 5, 18)
    if r.p(s["kicker"] * s["said"]):
        kick = (
            name(r)
            + r.choice(["在", "到", "同", "出席"])
            + r.choice(pool or ["会议"])
            + r.choice(["时强调", "时指出", "会谈", "并讲话", "强调"])
        )
    elif r.p(s["kicker"]) and pool:
        kick = r.choice(pool) + r.choice(["", "", "", "——", "："])
    if r.p(s["deck"]) and pool:
        long = sentences(a["ps"], 25, 120) if s["long_deck"] else None
        deck = r.choice(long) if long else r.choice(["", "", "——"]) + r.choice(pool)
        if r.p(0.3) and len(pool) > 2:
            deck += r.choice(["  ", " ", "　"]) + r.choice(pool)
    head = [title]
    if r.p(s["split"]) and len(title) >= 10:
        parts = title.split(" ") if " " in title and r.p(0.7) else None
        if parts:
            head = [x for x in parts if x]
        else:
            c = r.randrange(4, len(title) - 3)
            head = [title[:c], title[c:]]
    capab = None
    if r.p(s["caption"]):
        c = caption(r, s, ps)
        if r.p(s["cap_above"]):
            capab = c
    jumped = r.p(s["jump"] * 0.6)
    lost = r.p(s["lost_head"]) or jumped
    tail = not lost and r.p(s["tail_head"])
    if tail and len(ps) < 2:
        tail = False
    if capab and not tail:
        A.add(capab, "cap")
    if not lost and not tail:
        if r.p(s["colhead"]):
            A.add(r.choice(COLUMN_HEADS) if r.p(0.8) else r.choice(clauses(a["ps"], 2, 6) or ["看台"]), "kicker")
        elif kick:
            A.add(kick, "kicker")
            if len(pool) > 2 and r.p(0.15):
                A.add(r.choice(pool), "head")
        for h in head:
            A.add(h, "head")
        if deck:
            A.add(deck, "deck")
            for _ in range(s["deckn"] - 1):
                long = sentences(a["ps"], 30, 110) if s["long_deck"] else pool
                if long:
                    A.add(r.choice(long), "deck")
            if r.p(0.15) and pool:
                A.add("——" + r.choice(pool), "deck")
        if essay and r.p(0.9):
            A.add(byline_line(r, s), "byline")
        elif s["byline"] == "mixed" and r.p(0.2):
            A.add(byline_line(r, s), "byline")
        if r.p(s["note"]):
            add_note(r, s, A, a["ps"])
        for _ in range(r.choice([1, 1, 1, 2]) if r.p(s["cap_under"]) else 0):
            add_picture(r, A, a["ps"])
        if s["old"] and r.p(0.08):
            A.add("（" + NUMERALS[r.randrange(10)] + r.choice(["", "", "續"]) + "）", "inner")
    if lost and is_short(ps[0]):
        ps = [p for p in ps if not is_short(p)] or ps
    if lost and is_short(ps[0]):
        lost = False
        A.add(title, "head")
    if jumped and lost and len(ps[0]) > 40:
        ps[0] = (
            r.choice(["（上接第{}版）", "(上接第{}版)", "（上接{}版）"]).format(r.choice(["1", "2", "3", "4", "一"]))
            + ps[0][r.randrange(0, min(20, len(ps[0]) - 15)) :]
        )
    elif not essay and not is_short(ps[0]):
        ps[0] = lead_in(r, s, ps[0])
    if s["byline"] in ("tail", "tailsp") or (s["byline"] == "mixed" and r.p(0.4)):
        if r.p(0.8):
            n = [spaced(r, name(r)) for _ in range(r.choice([1, 1, 2]))]
            b = (
                "（" + r.choice(["", "", "", "", "记者 ", "本报记者 ", "通讯员 "]) + r.choice([" ", "、"]).join(n) + "）"
                if s["byline"] != "tailsp"
                else "  " + reporter(r, s, False)
            )
            if r.p(0.15):
                ps.append(b.strip())
            else:
                ps[-1] += b
    if r.p(s["jump"]) and not is_short(ps[0]):
        ps[0] = r.choice(["（上接第{}版）", "（上接{}版）", "(上接第{}版)", "（紧接第{}版）", "（上接A{}版）"]).format(
            r.choice(["1", "2", "3", "一", "二", "01"])
        ) + re.sub(r"^.{0,20}?(讯|电) ?", "", ps[0])
    body(r, s, A, ps, r.p(s["subhead"]) and len(ps) >= 6)
    if capab is None and r.p(s["caption"]):
        A.b.insert(r.randrange(1, len(A.b) + 1), (caption(r, s, ps), "cap"))
    if s["byline"] == "own_end" and r.p(0.85) or (s["byline"] == "mixed" and r.p(0.2)):
        A.add(reporter(r, s, True) if r.p(0.8) else byline_line(r, s), "byline")
    if r.p(s["group"]):
        A.add(group_credit(r), "byline")
    if r.p(s["cap_list"]):
        add_picture_list(r, A, a["ps"])
    if r.p(s["authors"]):
        A.add(
            "（"
            + r.choice(["作者为", "作者系", "作者单位：", "作者是"])
            + r.choice(PLACES)
            + r.choice(["大学", "市委", "社科院", "研究院", "中学", "日报"])
            + r.choice(["教授", "研究员", "院长", "书记", "", "记者"])
            + "）",
            "inner",
        )
    if r.p(s["pagenote"]):
        A.add(
            r.choice(["本版图片来源：", "制图：", "本版照片由", "版式设计：", "本栏目投稿邮箱：", "漫画：", "本报记者"])
            + r.choice([name(r), "资料图片", "abc123@126.com", "受访者提供"]),
            "inner",
        )
    if r.p(s["box"]) and not tail and not brief:
        add_box(r, s, A, a["ps"])
    if tail:
        A.add(title, "tailhead")
    return A


def group_credit(r):
    """One line for the many who wrote a report together."""
    where = "、".join(r.sample(PLACES, r.randrange(1, 5)))
    who = "、".join(name(r) for _ in range(r.randrange(2, 8)))
    day = f"{r.randrange(1, 13)}月{r.randrange(1, 29)}日电"
    return r.choice(
        [f"（本报{where}{day}  记者{who}）", f"（综合{who}报道）", f"（{who}参与采写）", f"（本报记者{who}采写）", f"（综合新华社{where}{day}）"]
    )


def add_note(r, s, A, ps):
    """What the editors say above an article."""
    word = r.choice(["编者按", "编者的话", "开栏的话", "核心阅读", "阅读提示", "核心提示", "引子", "新闻背景"])
    text = r.choice([p for p in ps if 30 <= len(p) <= 200] or ["近年来，我市各项事业取得新的进展，本报今起推出系列报道，敬请关注。"])
    if r.p(0.5):
        A.add(word + r.choice(["：", "  ", ":"]) + text, "deck")
    else:
        A.add(r.choice(["", "■", "【"]) + word, "inner")
        A.add(text, "deck")
    if r.p(0.5):
        A.add(r.choice(["——编者", "——编  者", "———编者", "（编者）", "本报编辑部"]), "inner")


BOXES = "编后 记者手记 新闻链接 相关链接 延伸阅读 名词解释 推荐读物 背景资料 新闻背景 专家点评 短评 链接 声音 作者简介 小贴士 相关新闻 数据 记者点评 采访札记 资料链接".split()


def add_box(r, s, A, ps):
    """A box that is part of the article above it, with a head of its own."""
    A.add(s["box_mark"] + r.choice(BOXES) + r.choice(["", "", "："]), "sub")
    if r.p(0.3):
        A.add(r.choice(clauses(ps, 5, 14) or ["小事不小"]), "sub")
    if r.p(0.2):
        A.add(spaced(r, name(r)), "byline")
    for p in r.sample(ps, min(len(ps), r.choice([1, 1, 2, 4]))):
        A.add(p if is_short(p) else inside(r, p), "inner" if is_short(p) else "para")


def sections(ps, count):
    """Consecutive paragraphs as so many sections, or fewer."""
    size = max(1, len(ps) // count)
    return [ps[i : i + size] for i in range(0, len(ps) - size + 1, size)][:count]


def collection(r, s, arts):
    """Several signed pieces under one head: one article, for they answer one question."""
    a = r.choice([x for x in r.sample(arts, min(8, len(arts))) if len(x["ps"]) >= 6] or arts)
    near = sections([p for p in a["ps"] if not is_short(p)], r.randrange(2, 6))
    if r.p(0.4):
        near = [[p for p in r.choice(arts)["ps"] if not is_short(p)][:4] for _ in range(r.randrange(2, 6))]
    A = Art()
    A.add(clean_head(a["title"], s, r), "head")
    if r.p(0.4):
        A.add("——" + r.choice(clauses(a["ps"], 6, 20) or ["一次讨论"]), "deck")
    if r.p(0.5):
        add_note(r, s, A, a["ps"])
    place = r.choice(["under", "under", "above", "end", "none"])
    about = r.p(0.4)
    length = r.choice([(4, 9), (6, 13), (9, 18)])
    for ps in near:
        if not ps:
            continue
        ps = [inside(r, p) for p in ps]
        if place == "above":
            A.add(spaced(r, name(r)), "byline" if len(A.b) > 1 else "inner")
        A.add(r.choice(clauses(ps, *length) or clauses(ps, 3, 20) or ["我的看法"]), "sub")
        if place == "under":
            A.add(byline_line(r, s), "byline")
        for p in ps:
            A.add(p, "para")
        if place == "end":
            A.add(r.choice([name(r), "（" + name(r) + "）", "——" + name(r) + "（" + r.choice(PLACES) + "）"]), "byline")
        if about:
            A.add("（作者为" + r.choice(PLACES) + r.choice(["大学教授", "市人大代表", "社科院研究员", "某公司董事长"]) + "）", "inner")
    return A if len(A.b) > 3 else None


def dispatches(r, s, arts):
    """Reports from several places under one head, each with a dateline of its own: one article."""
    A = Art()
    a = r.choice(arts)
    d = r.randrange(1, 29)
    m = r.randrange(1, 13)
    if r.p(0.3):
        A.add(r.choice(clauses(a["ps"], 5, 16) or ["综合报道"]), "kicker")
    A.add(clean_head(a["title"], s, r), "head")
    if r.p(0.3):
        A.add(r.choice(clauses(a["ps"], 6, 20) or ["各方反应"]), "deck")
    if r.p(0.2):
        add_picture(r, A, a["ps"])
    own = r.choice(["本报", "新华社", s["paper"]])
    for _ in range(r.randrange(2, 6)):
        ps = [p for p in r.choice(arts)["ps"] if not is_short(p)][: r.choice([1, 2, 2, 4])]
        for i, p in enumerate(ps):
            told = OWN_DATELINE.sub("", p)
            by = "（记者" + name(r) + r.choice(["", "、" + name(r)]) + "）" if r.p(0.7) else ""
            A.add(f"{own}{r.choice(PLACES)}{m}月{d}日电{r.choice([' ', '　', '  '])}{by}{told}" if i == 0 else told, "para")
    return A if len(A.b) > 2 else None


def digest(r, s, arts):
    """Short news under one head that are one article: none of them is told for itself."""
    A = Art()
    A.add(r.choice(["一周回顾", "经济速览", "图说本周", "延伸阅读", "各地动态", "新闻速递", "要闻速览", "本周声音", "财经短波"]), "head")
    mark = r.choice(["●", "■", "▲", "◆", "1", "", ""])
    heads, credit = r.p(0.4), r.choice(["", "（{}）", "（{} {}）"])
    for i in range(r.randrange(3, 9)):
        ps = [p for p in r.choice(arts)["ps"] if 40 <= len(p) <= 200]
        if not ps:
            continue
        text = inside(r, r.choice(ps)) + credit.format(name(r), name(r))
        if heads:
            A.add(mark.replace("1", f"{i + 1}.") + r.choice(clauses(ps, 6, 14) or ["进展"]), "sub")
            A.add(text, "para")
        else:
            A.add(mark.replace("1", f"{i + 1}.") + text, "para")
    return A if len(A.b) > 2 else None


def document(r, s, arts):
    """What an office makes known: head, number, whom it is for, items, who signs, the day."""
    ps = [p for p in r.choice(arts)["ps"] if not is_short(p)]
    place, y = r.choice(PLACES), r.randrange(1950, 2027)
    if len(ps) < 2:
        return None
    office = r.choice(["市人民政府", "市人大常委会", "市公安局", "县人民政府", "市总工会", "市教育局", "市防汛指挥部", "市统计局", "市委办公室"])
    subject = r.choice(clauses(ps, 6, 16) or ["加强管理"])
    A = Art()
    if r.p(0.4):
        A.add(place + office, "kicker")
    A.add(r.choice(["关于{}的", "关于进一步做好{}工作的", "{}"]).format(subject) + r.choice(["通知", "公告", "决定", "通告", "意见", "公报", "倡议书"]), "head")
    if r.p(0.4):
        A.add(
            r.choice([f"（{y}年{r.randrange(1, 13)}月{r.randrange(1, 29)}日）", f"第{r.randrange(1, 90)}号", f"{place[0]}政发〔{y}〕{r.randrange(1, 90)}号"]),
            "inner",
        )
    if r.p(0.5):
        A.add(r.choice(["各区县人民政府，市政府各部门：", "全市广大市民朋友：", "各位代表：", "同志们：", "全体职工："]), "inner")
    A.add(ps[0], "para")
    for i, p in enumerate(ps[1 : r.randrange(2, 9)]):
        A.add((NUMERALS[i % 10] + "、" if r.p(0.8) else "") + p, "para")
    if r.p(0.3):
        A.add(r.choice(["特此公告。", "特此通知。", "此致", "以上通告，望周知。"]), "inner")
    if r.p(0.8):
        for signer in r.sample(["中共" + place + "市委", place + office, place + "军分区"], r.choice([1, 1, 2])):
            A.add(signer, "inner")
        if r.p(0.9):
            A.add(f"{y}年{r.randrange(1, 13)}月{r.randrange(1, 29)}日", "inner")
    return A


def letters(r, s, arts):
    """Readers write: each letter is an article, signed with place and name."""
    out = []
    form = r.randrange(4)
    for i in range(r.randrange(2, 6)):
        a = r.choice(arts)
        ps = [p for p in a["ps"] if not is_short(p)][: r.choice([1, 1, 2, 3])]
        if not ps:
            continue
        A = Art()
        if i == 0 and r.p(0.3):
            A.add(r.choice(["读者来信", "来信摘登", "百姓声音", "建议", "投诉与反馈", "群众呼声"]), "kicker")
        A.add(r.choice(clauses(a["ps"], 5, 15) or ["一点建议"]) if r.p(0.6) else clean_head(a["title"], s, r), "head")
        if r.p(0.2):
            A.add(r.choice(["编辑同志：", "编辑同志:", "市长："]), "inner")
        for p in ps:
            A.add(p, "para")
        place = r.choice(PLACES) + r.choice(["市民", "", "市", "县读者", ""])
        A.add([place + "  " + spaced(r, name(r)), "（" + place + " " + name(r) + "）", "——" + name(r), place + " 一读者"][form], "byline")
        if r.p(0.15):
            A.add(r.choice(["编者附言", "编后", "回音壁", "部门回复"]), "sub")
            A.add(r.choice(ps), "para")
        out.append(A)
    return out


def quotes(r, s, arts):
    """Sayings, each with its speaker under it: one article."""
    A = Art()
    A.add(r.choice(["声音", "语录", "网言网语", "微言大义", "一周声音", "观点", "直言"]), "head")
    for _ in range(r.randrange(2, 8)):
        ps = r.choice(arts)["ps"]
        A.add(r.choice(["“{}。”", "“{}”", "{}。"]).format((sentences(ps, 15, 90) or ["日子越过越好"])[0]), "para")
        A.add(
            "——" + r.choice([f"《{r.choice(PLACES)}日报》", "@" + pen(r) + pen(r), name(r) + "说", r.choice(PLACES) + "市民" + name(r), "网友“" + pen(r) + "”"]),
            "inner",
        )
    return A if len(A.b) > 2 else None


def series(r, s, arts):
    """One feature in sections that look alike, each perhaps with a byline of its own."""
    A = Art()
    a = r.choice(arts)
    same = [x for x in arts if x["src"] == a["src"]] or arts
    A.add(clean_head(a["title"], s, r), "head")
    if r.p(0.4):
        A.add(r.choice(clauses(a["ps"], 6, 20) or ["记者连日走访"]), "deck")
    if r.p(0.3):
        A.add(byline_line(r, s), "byline")
    if r.p(0.7):
        for p in a["ps"][: r.choice([1, 1, 2])]:
            A.add(p if not is_short(p) else p + "。", "para")
    k = r.randrange(3, 10)
    form = r.randrange(9)
    l1 = r.choice([3, 4, 4, 5])
    l2 = r.choice([6, 7, 8, 9, 11])
    own = r.p(0.5)
    bform = s["byline_form"]
    unit = r.choice(["计", "招", "问", "站", "组", "课", "章"])
    under = own and r.p(0.4)
    parts = sections(a["ps"][1:], k) if len(a["ps"]) > 6 and r.p(0.5) else None
    for i in range(len(parts) if parts else k):
        p = parts[i] if parts else r.choice(same)["ps"]
        c1 = clauses(p, l1, l1) or clauses(p, 3, 6) or ["现场"]
        c2 = clauses(p, l2, l2 + 1) or clauses(p, 5, 12) or ["记者看到"]
        body_ = [x for x in p if not is_short(x)][: r.choice([1, 2, 2, 3, 4])]
        if not body_:
            continue
        if form == 0:
            A.add(f"第{i+1}{unit}", "sub")
            A.add(r.choice(c1), "sub")
            A.add(r.choice(c2), "sub")
        elif form == 1:
            A.add(r.choice(c1), "sub")
            A.add(r.choice(c2), "sub")
        elif form == 2:
            A.add(r.choice(c2), "sub")
        elif form == 3:
            A.add(r.choice(PLACES) + r.choice(["：", "  ", "区  "]) + r.choice(c2), "sub")
        elif form == 4:
            A.add(NUMERALS[i % 10] + "、" + r.choice(c2), "sub")
        elif form == 5:
            A.add("【" + r.choice(c1) + "】", "sub")
        elif form == 6:
            A.add(r.choice(c2), "sub")
            A.add(r.choice(clauses(p, l2, l2 + 1) or c2), "sub")
        elif form == 7:
            A.add(r.choice(c1), "sub")
        else:
            A.add(r.choice(c1 if i % 1 else c2), "sub")
            A.add(r.choice(sentences(p, 20, 90) or c2), "inner")
        if under:
            A.add(byline_line(r, s), "byline")
        for x in body_:
            A.add(inside(r, x), "para")
        if own and not under and r.p(0.9):
            A.add(reporter(r, s, True), "byline")
    if not own and s["byline"] == "own_end":
        A.add(reporter(r, s, True), "byline")
    return A


def qa(r, s, arts):
    A = Art()
    a = r.choice(arts)
    A.add(clean_head(a["title"], s, r), "head")
    if r.p(0.5):
        A.add("——访" + r.choice(PLACES) + "市" + r.choice(["专家", "教授", "局长"]) + name(r), "deck")
    if r.p(0.3):
        A.add(byline_line(r, s), "byline")
    who = r.choice(
        [("记者", "答"), ("问", "答"), ("记者", name(r)), (s["paper"], name(r)), ("新京报", name(r)[:1] + "某")]
    )
    ps = [p for x in (a, r.choice(arts)) for p in x["ps"] if not is_short(p)]
    if not ps:
        return None
    if r.p(0.3):
        A.add(r.choice(["对话人：", "嘉宾：", "访谈嘉宾", "对话嘉宾："]), "inner")
        for _ in range(r.randrange(1, 5)):
            A.add(name(r) + r.choice(["（", "  "]) + r.choice(PLACES) + r.choice(["大学教授", "市文旅局局长", "剧院导演"]) + "）", "inner")
    A.add(lead_in(r, s, ps[0]), "para")
    for i in range(r.randrange(2, 7)):
        q = r.choice(clauses(ps, 10, 32) or ["怎么看"])
        A.add(who[0] + "：" + q + "？", "inner")
        for p in r.sample(ps, min(len(ps), r.choice([1, 1, 2]))):
            A.add(who[1] + "：" + p, "para")
    if s["byline"] in ("own_end", "mixed"):
        A.add(reporter(r, s, True), "byline")
    return A


def photo(r, s, arts):
    A = Art()
    a = r.choice(arts)
    ps = [p for p in a["ps"] if not is_short(p)]
    if not ps:
        return None
    p = ps[0][: r.randrange(40, 160)]
    p = p[: p.rfind("。") + 1] or p
    n = name(r)
    k = r.random()
    if k < 0.4:
        if r.p(0.4):
            A.add(r.choice(["图片新闻", "图片报道", "图片", "图片故事", "新闻图片", "影像", "镜头", "瞬间"]), "head" if r.p(0.7) else "kicker")
        if len(A.b) == 0 or A.b[0][1] == "kicker":
            A.add(clean_head(a["title"], s, r)[: r.randrange(4, 12)], "head")
        A.add(p, "para")
        if r.p(0.7):
            A.add(
                r.choice(["本报记者 ", "新华社记者 ", ""]) + n + r.choice([" 摄", "摄", "摄（影像中国）", " 摄影报道"]),
                "byline" if r.p(0.5) else "cap",
            )
    elif k < 0.8:
        A.add(p + r.choice(["", "（", "　本报记者 "]) + n + " 摄", "cap")
    elif k < 0.9:
        A.add(p, "cap")
        A.add(r.choice(["本报记者 " + n + " 摄", "影像中国", "人民视觉", "新华社发", "资料图片", n + "摄"]), "cap")
    else:
        for i in range(r.randrange(2, 5)):
            A.add("图" + "①②③④⑤"[i] + "：" + (sentences(ps, 10, 60) or [p])[-1] + "。", "cap")
            A.add(r.choice(["影像中国", "新华社发", "本报记者 " + n + "摄"]), "cap")
    return A


def briefs(r, s, arts):
    """A column of briefs; each an article of its own."""
    out = []
    form = r.randrange(5)
    mark = r.choice(["●", "■", "◘", "▲", "◆", "□", "△", ""])
    k = r.randrange(2, 8)
    for i in range(k):
        a = r.choice(arts)
        ps = [p for p in a["ps"] if not is_short(p)]
        if not ps:
            continue
        p = inside(r, ps[0])[: r.randrange(40, 180)]
        p = p[: p.rfind("。") + 1] or p
        A = Art()
        if i == 0 and r.p(0.4):
            A.add(
                r.choice(["简讯", "短波", "本市简讯", "国际短讯", "快讯", "简明新闻", "一句话新闻", "体坛短波", "今日提示"]),
                "kicker" if form in (0, 1) else "head",
            )
        if form == 0:
            A.add(clean_head(a["title"], s, r), "head")
            A.add(lead_in(r, s, p), "para")
        elif form == 1:
            A.add(mark + clean_head(a["title"], s, r)[:12], "head")
            A.add(p, "para")
        elif form == 2:
            A.add(mark + p + ("（" + pen(r) + "）" if r.p(0.5) else ""), "para")
        elif form == 3:
            A.add(r.choice(PLACES) + "：" + (r.choice(clauses(a["ps"], 5, 12) or ["开工"])), "head")
            A.add(p, "para")
        else:
            A.add((dateline(r, s) or f"{r.randrange(1,13)}月{r.randrange(1,29)}日，") + p, "para")
        if len(A.b) == 1 and A.b[0][1] in ("kicker", "head"):
            continue
        out.append(A)
    return out


def notices(r, s, arts):
    out = []
    for i in range(r.randrange(1, 6)):
        A = Art()
        k = r.random()
        n = name(r)
        pl = r.choice(PLACES)
        c = r.choice(["有限责任公司", "商贸有限公司", "餐饮店", "村民委员会", "幼儿园"])
        if k < 0.1:
            A.add(
                r.choice(["通知 ", "公告 ", "启事 ", "声明 ", f"{n}同志逝世 ", "讣告 "])
                + (sentences(r.choice(arts)["ps"], 30, 120) or ["本店即日起闭店"])[0]
                + f"。 {pl}{c} {r.randrange(1990,2027)}年{r.randrange(1,13)}月{r.randrange(1,29)}日",
                "para",
            )
        elif k < 0.35:
            A.add(
                r.choice(["遗失 ", "", "遗失声明 "])
                + pl
                + r.choice(["市", "区", "县"])
                + r.choice(["福满园", "金桥", "兴盛"])
                + c
                + "不慎将"
                + r.choice(["营业执照副本", "公章一枚", "食品经营许可证"])
                + f"遗失，编号{r.randrange(10**11,10**12)}，声明作废。",
                "para",
            )
        elif k < 0.5:
            A.add("遗失声明", "head")
            A.add(f"{n}不慎将居民身份证遗失，证号{r.randrange(10**11,10**12)}，声明作废。", "para")
        elif k < 0.65:
            A.add(r.choice(["公告", "拍卖公告", "注销公告", "招标公告"]), "head")
            A.add(
                f"根据规定，{pl}{c}拟对部分资产公开处置，有意者请于{r.randrange(1,13)}月{r.randrange(1,29)}日前到本公司报名，电话{r.randrange(10**6,10**7)}。特此公告。",
                "para",
            )
            A.add(pl + c, "inner") if r.p(0.5) else 0
            A.add(f"20{r.randrange(10,27)}年{r.randrange(1,13)}月{r.randrange(1,29)}日", "inner") if r.p(
                0.5
            ) else 0
        elif k < 0.75:
            A.add(f"{n}同志逝世", "head")
            A.add(
                f"{pl}退休干部{n}同志，因病于{r.randrange(1990,2026)}年{r.randrange(1,13)}月{r.randrange(1,29)}日逝世，终年{r.randrange(60,99)}岁。",
                "para",
            )
        elif k < 0.85:
            A.add(r.choice(["今日天气", "天气预报", "天气"]), "head")
            A.add(
                f'今天白天到夜间：{r.choice(["晴","多云","小雨"])}，偏{r.choice("东南西北")}风{r.randrange(2,5)}级，最高气温{r.randrange(0,38)}℃，最低气温{r.randrange(-9,25)}℃。',
                "para",
            )
        else:
            A.add(r.choice(["体彩公告", "福彩公告", "开奖公告"]), "head")
            A.add(
                f"第{r.randrange(10000,30000)}期中奖号码："
                + " ".join(str(r.randrange(1, 34)) for _ in range(7))
                + "。",
                "inner",
            )
        out.append(A)
    return out


def poem(r, s, arts):
    A = Art()
    a = r.choice(arts)
    ln = r.choice([5, 7, 0, 0, 0])
    cl = clauses(a["ps"], ln, ln) if ln else clauses(a["ps"], 3, 14)
    if len(cl) < 8:
        return None
    A.add(r.choice(clauses(a["ps"], 2, 8) or ["春日"]), "head")
    if r.p(0.8):
        A.add(byline_line(r, s) if r.p(0.5) else spaced(r, name(r)), "byline")
    for i in range(r.choice([4, 8, 12, 16, 20, 30])):
        A.add(r.choice(cl) + (r.choice(["，", "。"]) if ln and r.p(0.8) else ""), "verse")
        if i in (8, 16) and r.p(0.15):
            A.add(r.choice(clauses(a["ps"], 2, 6) or ["又一首"]), "sub")
    if r.p(0.1):
        A.add("（" + name(r) + "）", "byline")
    return A


def table(r, s, arts):
    A = Art()
    A.add(r.choice(["今日影院", "股市行情", "获奖名单", "比赛成绩", "参考价格", "停水通知", "值班安排"]), "head")
    if r.p(0.4):
        A.add(f"（{r.randrange(1,13)}月{r.randrange(1,29)}日）", "inner")
    for i in range(r.randrange(4, 16)):
        A.add(
            r.choice(
                [
                    name(r) + "  " + str(r.randrange(1, 99)),
                    r.choice(PLACES)
                    + r.choice(["市", "省", "县", "区"])
                    + r.choice(["水利局", "委员会", "财政厅", "中学"])
                    + "  "
                    + spaced(r, name(r))
                    + r.choice(["", "", "（女）"]),
                    r.choice(PLACES) + " " + str(r.randrange(1, 999) / 10) + " " + str(r.randrange(1, 99)),
                    f"{r.randrange(7,22)}:{r.randrange(10,59)} "
                    + r.choice(clauses(r.choice(arts)["ps"], 3, 9) or ["新闻"]),
                ]
            ),
            "verse",
        )
    return A


def history(r, s, arts):
    A = Art()
    m, d = r.randrange(1, 13), r.randrange(1, 29)
    if r.p(0.4):
        A.add(r.choice(["历史上的今天", "今日"]), "head")
    for y in sorted(r.sample(range(1949, 2012), r.choice([2, 2, 3, 4]))):
        c = clauses(r.choice(arts)["ps"], 15, 40)
        if not c:
            continue
        A.add(f"{y}年{m}月{d}日", "para")
        A.add(r.choice(c) + "。", "para")
    return A if len(A.b) > 1 else None


def from_real(r, s, real):
    """Printed article with the masks that its annotation allows."""
    A = Art()
    A.b = list(r.choice(real))
    strip = r.p(0.5)
    own = not strip and r.p(0.3)
    out = []
    for t, m in A.b:
        if (strip or own) and len(t) > 40:
            x = re.match(r"^(本报|新华社|据新华社).{2,24}?电\s*(（(记者)?[^）]{2,30}）)?\s*", t)
            if x:
                t = (("本报讯 " if r.p(0.5) else "本报讯（记者 " + name(r) + "）") if own else "") + t[x.end() :]
        if m & bit("start-headline", "headline") and r.p(0.3):
            t = re.sub(r"（[^）]+）$", "", t)
        out.append((t, m))
    A.b = out
    return A


# ---- masks
def masks(A):
    out = []
    spoken = False
    for i, (t, role) in enumerate(A.b):
        if isinstance(role, int):
            out.append(role)
            spoken = True
            continue
        if i == 0:
            m = {
                "kicker": bit("start-kicker"),
                "head": bit("start-headline"),
                "cap": bit("start-caption"),
                "para": bit("start-lead"),
                "inner": bit("start-headline", "start-lead"),
                "sub": bit("start-headline"),
                "byline": bit("start-lead"),
                "verse": bit("start-lead"),
                "deck": bit("start-headline"),
                "tailhead": bit("start-headline"),
            }[role]
            if role in ("para", "verse"):
                spoken = True
        elif role == "head":
            m = bit("headline")
        elif role == "tailhead":
            m = bit("end-headline")
        elif role == "deck":
            m = bit("deck") if not spoken else bit("body")
        elif role == "byline":
            m = bit("byline")
        elif role == "cap":
            m = bit("caption")
        elif role == "sub":
            m = bit("subhead")
            spoken = True
        elif role in ("para", "verse"):
            m = bit("body") if spoken else bit("lead")
            spoken = True
        elif role == "inner":
            if spoken:
                m = bit("subhead", "body", "byline", "caption")
            else:
                m = bit("headline", "deck", "byline", "lead", "caption", "subhead", "body")
        elif role == "cont":
            m = bit("continuation")
        elif role == "furn":
            m = bit("furniture")
        out.append(m)
    # a subhead at the very end is body
    for i in range(len(out)):
        if out[i] == bit("subhead") and i + 1 == len(out):
            out[i] = bit("body")
    return out


def tear(r, s, A):
    B = []
    for i, (t, role) in enumerate(A.b):
        if role in ("para",) and len(t) > 40 and r.p(s["tear"]):
            c = r.randrange(15, len(t) - 10)
            while c > 10 and t[c - 1] in "。！？：；”）":
                c -= 1
            B.append((t[:c], role))
            B.append((t[c:], "cont"))
        elif role == "para" and len(t) > 60 and r.p(s["gap"]):
            c = r.randrange(15, len(t) - 20)
            B.append((t[:c] if r.p(0.5) else t[c:], role))
        else:
            B.append((t, role))
    A.b = B


def furniture(r, s, where):
    m, d = r.randrange(1, 13), r.randrange(1, 29)
    y = r.randrange(1980, 2027)
    no = r.choice(["A", "B", "", ""]) + "%02d" % r.randrange(1, 24)
    sec = r.choice(["要闻", "综合", "文化", "国际", "体育", "经济", "城事", "副刊", "时政", "民生", "广告", "公益", "法治", "教育"])
    wk = "星期" + r.choice("一二三四五六日")
    ed = (
        r.choice(["责任编辑", "责编", "编辑", "本版编辑"])
        + r.choice([" ", "：", "/"])
        + name(r)
        + r.choice(["", " 美编 " + name(r), "  版式 " + name(r) + "  校对 " + name(r)])
    )
    if where == "top":
        k = r.random()
        if k < 0.25:
            return [s["paper"], f"{y}年{m}月{d}日", wk, f"第{no}版"]
        if k < 0.45:
            return [f"{no} {sec} {y}年{m}月{d}日 {wk} {ed}"]
        if k < 0.6:
            return [f'{s["paper"]} {y}年{m}月{d}日 {wk}', f"{sec} {no}"]
        if k < 0.75:
            return [sec, f"{y}.{m}.{d} {wk} {ed}"]
        if k < 0.8:
            return [f"{sec} {no}"]
        if k < 0.86:
            return [s["paper"], r.choice(["MORNING POST", "DAILY NEWS", "EVENING NEWS"]), f"国内统一刊号CN{r.randrange(10, 65)}-00{r.randrange(10, 99)}", f"今日{r.choice([8, 12, 16])}版", f"{y}年{m}月{d}日 {wk}"]
        if k < 0.92:
            return [f"{no} | {sec}", ed, f"{y}.{m:02}.{d:02}"]
        return [
            f'{y}年{m}月{d}日  {wk}  农历{r.choice(NUMERALS)}月{"初"+r.choice(NUMERALS)}  第{r.randrange(1000,30000)}期  今日{r.choice([4,8,12,16])}版',
            s["paper"],
        ]
    k = r.random()
    if k < 0.4:
        return [ed]
    if k < 0.6:
        return [
            f"本报地址：{r.choice(PLACES)}市滨河路{r.randrange(1,300)}号 邮编：0{r.randrange(10000,99999)} 热线电话：{r.randrange(10**6,10**7)}"
        ]
    if k < 0.8:
        return [
            r.choice(clauses(r.choice(s["_arts"])["ps"], 5, 9) or ["众志成城"]),
            r.choice(clauses(r.choice(s["_arts"])["ps"], 5, 9) or ["共克时艰"]),
        ]
    return [ed, f"新闻热线：{r.randrange(10**6,10**7)} 投稿邮箱：news@{r.randrange(100,999)}.com"]


def page(r, s, arts, real, small):
    items = []
    n = r.choice([1, 1, 2]) if small else max(2, min(24, int(r.gauss(s["mean"], s["mean"] * 0.4))))
    while n > 0:
        k = r.random()
        if real and k < 0.25:
            items.append(from_real(r, s, real))
            n -= 1
            continue
        k = r.random()
        for f, key in (
            (series, "series"),
            (briefs, "briefs"),
            (notices, "notice"),
            (photo, "photo"),
            (poem, "poem"),
            (table, "table"),
            (collection, "collection"),
            (digest, "digest"),
            (dispatches, "dispatches"),
            (document, "document"),
            (letters, "letters"),
            (quotes, "quotes"),
        ):
            if k < s[key]:
                x = f(r, s, arts)
                if isinstance(x, list):
                    items += x
                    n -= len(x) / 2
                elif x:
                    items.append(x)
                    n -= 1.5
                break
            k -= s[key]
        else:
            k = r.random()
            if k < 0.03:
                x = history(r, s, arts)
            elif k < 0.06:
                x = qa(r, s, arts)
            else:
                a = r.choice(arts)
                if r.p(s["long"]):
                    a = max(a, r.choice(arts), key=lambda x: len(x["ps"]))
                if len(a["ps"]) >= 8 and r.p(s["sidebar"]):
                    cut = r.randrange(3, len(a["ps"]) - 2)
                    rest = a["ps"][cut:]
                    title = r.choice(clauses(rest, 6, 18) or [a["title"][-12:]])
                    items.append(article(r, s, {**a, "ps": a["ps"][:cut]}))
                    a = {**a, "title": title, "ps": rest}
                x = article(r, s, a, brief=r.p(0.25))
            if x:
                items.append(x)
                n -= 1
    s["_arts"] = arts
    blocks = []
    masks_ = []
    art = []

    def furn(w):
        for t in furniture(r, s, w):
            blocks.append(t)
            masks_.append(bit("furniture"))
            art.append(-1)

    if s["furn"] < 0.35:
        furn("top")
    for k, A in enumerate(items):
        tear(r, s, A)
        for (t, _), m in zip(A.b, masks(A)):
            blocks.append(t)
            masks_.append(m)
            art.append(k)
        if r.p(0.02):
            furn("bottom")
    if s["furn"] > 0.75:
        furn("bottom")
    elif s["furn"] > 0.72:
        furn("top")
    return blocks, masks_, art


OLD_QUOTES = str.maketrans({"“": "「", "”": "」", "‘": "『", "’": "』"})


def oldify(r, blocks):
    """One stop for all that parts a sentence, as papers were printed before 1949."""
    stop = r.choice(["、", "、", "、", "。", "。", "", "　", "."])
    out = []
    for t in blocks:
        t = t.translate(OLD_QUOTES)
        out.append(re.sub("[，；。！？：]", stop, t) if len(t) > 20 else t)
    return out


HALF_WIDTH = str.maketrans({"，": ",", "（": "(", "）": ")", "：": ":"})


def render(r, blocks, masks_, art, form, width):
    """Lines, a mask a line, the articles' ranges."""
    lines = []
    lm = []
    at = {}

    def put(t, m):
        lines.append(t)
        lm.append(m)

    for i, (t, m, a) in enumerate(zip(blocks, masks_, art)):
        t = re.sub(r"[\r\n\t\x00-\x1f]", " ", t)
        if not t.strip():
            t = "……"
        f = len(lines) + 1
        if form in ("tight", "wrapped", "indent") and len(t) > width:
            u = ("　　" if form == "indent" and len(t) > 30 else "") + t
            for j in range(0, len(u), width):
                seg = u[j : j + width]
                if not seg.strip():
                    seg = seg + "…"
                put(
                    seg,
                    m
                    if j == 0
                    else bit("continuation")
                    if not m
                    & bit(
                        "start-headline",
                        "headline",
                        "deck",
                        "start-kicker",
                        "byline",
                        "furniture",
                        "caption",
                        "start-caption",
                    )
                    else bit("furniture")
                    if m == 1
                    else bit("headline", "continuation", "deck", "byline", "caption", "body"),
                )
        else:
            put(t, m)
        if a >= 0:
            x = at.setdefault(a, [f, 0])
            x[1] = len(lines)
        ends = i + 1 == len(blocks) or art[i + 1] != a
        head = m & bit("start-headline", "headline", "deck", "start-kicker") and not ends
        if form in ("blank", "wrapped") or (form == "loose" and ends) or (form == "close" and not head):
            put("", 0)
            if form == "blank" and not ends and r.p(0.02) or form == "blank" and ends and r.p(0.3):
                put("", 0)
    return lines, lm, [at[k] for k in sorted(at)]


def roles_of_printed(text, first):
    """What a block of a printed article may be, where its annotation says no more than where it begins."""
    short = is_short(text)
    if first == "start":
        return bit("start-headline", "start-kicker") if short or len(text) <= 60 else bit("start-lead")
    if first == "head":
        if short:
            return bit("headline", "deck", "byline", "lead", "caption", "subhead", "body")
        return bit("lead", "deck") if len(text) <= 100 else bit("lead")
    return bit("subhead", "body", "byline", "caption") if short else bit("body", "caption")


def load_printed(folders):
    """The articles of annotated pages, each as its blocks and their masks."""
    articles = []
    for folder in folders:
        for name, sheet in json.load(open(f"{folder}/gold.json", encoding="utf-8")).items():
            lines = open(f"{folder}/{name}", encoding="utf-8").read().split("\n")
            for article in sheet["articles"]:
                where, blocks = "start", []
                for line in lines[article["lines"][0] - 1 : article["lines"][1]]:
                    if line.strip():
                        blocks.append((line, roles_of_printed(line, where)))
                        if where == "start":
                            where = "head" if blocks[-1][1] & bit("start-headline") else "body"
                        elif where == "head" and not is_short(line):
                            where = "body"
                if 2 <= len(blocks) <= 40:
                    articles.append(blocks)
    return articles


def to_traditional(pages):
    """The same lines in traditional script, of all pages in one go."""
    between = "\n\x01\n"
    text = between.join("\n".join(lines) for lines in pages)
    done = subprocess.run(
        ["uconv", "-f", "utf-8", "-t", "utf-8", "-x", "Hans-Hant"],
        input=text.encode(),
        capture_output=True,
        check=True,
    ).stdout.decode()
    return [part.split("\n") for part in done.split(between)]


def names_of(mask):
    return " ".join(LABELS[k] for k in range(len(LABELS)) if mask >> k & 1)


def make(count, seed, by_source, printed, small, rare):
    """So many pages: name, lines, masks, articles, whether in traditional script."""
    r = Dice(seed)
    loose = [a for articles in by_source.values() for a in articles]
    of = lambda *sources: [a for source in sources for a in by_source[source]]
    pages = []
    for k in range(count):
        s = style(r, rare)
        q = r.random()
        if q < 0.45:
            articles = of("reprints", "xinjingbao2021") + by_source["newssites"][:2000]
        elif q < 0.6:
            articles = of("reprints")
        elif q < 0.7:
            articles = of("zaobao2021")
        elif q < 0.78:
            articles = of("appledaily")
        elif q < 0.84:
            articles = of("nankai")
        else:
            articles = loose
        blocks, masks_, article_of = page(r, s, articles, printed if r.p(0.5) else None, small)
        if not (2 if small else 4) <= len(blocks) <= 330:
            continue
        old = s["old"] or r.p(0.02)
        if old:
            blocks = oldify(r, blocks)
        if r.p(0.12):
            blocks = [t.translate(HALF_WIDTH) for t in blocks]
        if r.p(0.05):
            blocks = [re.sub("[ 　]+", "", t) for t in blocks]
        form = r.choice(["blank"] * 5 + ["tight"] * 5 + ["lines"] * 3 + ["close"] * 2 + ["loose", "wrapped", "indent"])
        width = r.choice([8, 10, 12, 14, 15, 16, 18, 18, 20, 20, 22, 25, 28])
        lines, line_masks, ranges = render(r, blocks, masks_, article_of, form, width)
        pages.append((f"p{k:05d}.txt", lines, line_masks, ranges, old or r.p(0.06)))
    return pages


def main():
    source, out, count, seed = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    options = sys.argv[5:]
    printed = load_printed(options[options.index("--printed") + 1 :]) if "--printed" in options else None
    by_source = {f.split(".")[0]: load(f"{source}/{f}", f.split(".")[0]) for f in sorted(os.listdir(source))}
    pages = make(count, seed, by_source, printed, "--small" in options, "--rare" in options)
    old = [p for p in pages if p[4]]
    traditional = dict(zip((p[0] for p in old), to_traditional([p[1] for p in old])))
    os.makedirs(out, exist_ok=True)
    gold = {}
    for name, lines, line_masks, ranges, _ in pages:
        with open(f"{out}/{name}", "w", encoding="utf-8") as f:
            f.write("\n".join(traditional.get(name, lines)) + "\n")
        gold[name] = {"labels": [names_of(m) for m in line_masks], "articles": [{"lines": r} for r in ranges]}
    with open(f"{out}/gold.json", "w", encoding="utf-8") as f:
        json.dump(gold, f, ensure_ascii=False)


if __name__ == "__main__":
    main()
