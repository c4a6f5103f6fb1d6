#include "page/name.h"

/*
 * Surnames by how common they are, after the lists of the national name
 * surveys: the first line holds about the hundred most frequent, which bear
 * most of the people.
 */
static const char32_t common[] =
    U"王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石"
    U"金韦贾夏付傅方邹熊白孟秦邱侯江尹薛闫阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤";
static const char32_t middling[] =
    U"温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游"
    U"辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和"
    U"仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚"
    U"花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战"
    U"慕危玉银亢嵇公哈湛宾戎勾茅利于呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由";
static const char32_t rare[] =
    U"果汲营雪蔚宓郗晓子寿才水山义青生火木仉乜丑世业东丘丙丹主义乾京亮仁介代令仰任伟但佐佳依保信倩俸偶僧儒光克党全六兵具典再冬况凯列则初别前剧力加"
    U"励劲勇勤北千升半卓南卡印占双召可台叶号同名后吟启员哲唯善喜嘉四回团园圣坚坤垚城塔墨士壮复夕外大天太奇好如妙始威娜子存孝宇守安宏定宝实室宫家宽密"
    U"富寒察小少尔尼尽层岩岭峥峻川州巨布帆希帝幕年并广库应店度廷建开弓弘当彦彬录形影德心志忠快怀思恒恩悦情惟意慈慎慧成才扬承抗抚拉招拓持挺振捷接摩撒"
    U"操敏教散斌斗新方旗旷旺昂昆昌昊星春昭晗普智曙曼月朋朗望朝本机权材村来杰松枝柔柱树校根格桂桐梓森植楠欢正步殿毅毓永汉汗沃沐沙河沿法泉波泽洋洛津洪"
    U"浩海涛淡深淳清渊渠游湖源溥滑滨漫潮澄澹炳烈热焕煜照熙爱牧特狐独猛玄率玛环现珍珠班球理琪琦瑞瑶瓦甫用甲男略百益盈直相真知研硕磊社祥禄福禾秋科移程"
    U"稽稳空竹童笃笪策红纯纳纵线练终绍经络统维绿缑罕美群翔耀老考者聪胜能自至致舍良艳芝芳苍英茂范荀药莉莎菅萨落蒯虎虢行衷西要见观角言计训诗诚诸谦谯豪"
    U"贝贡质贵贲贵起超越跃路车轩辉辰达迈运进远逄通遇道遥那邢邴郦郧郸都鄂酆醴重野量钊钦铁铎铭锁锋锐镇镜长问间阔阴陀隆雄雅雍青静革音顺须领飞香骁骈骞高"
    U"魁鱼鲜鸣鸿鹏黑齐龙";
static const char32_t *const compound[] = {
	U"欧阳", U"上官", U"司马", U"诸葛", U"司徒", U"夏侯", U"皇甫", U"尉迟", U"公孙",
	U"慕容", U"令狐", U"东方", U"端木", U"轩辕", U"宇文", U"长孙", U"独孤", U"南宫",
	U"司空", U"闻人", U"钟离", U"淳于", U"单于", U"申屠", U"公羊", U"澹台", U"鲜于",
	U"呼延", U"西门", U"拓跋", U"完颜", U"赫连",
};

static bool holds(const char32_t *set, uint32_t c)
{
	for (; *set; set++)
		if (*set == c)
			return true;
	return false;
}

int name_surname(struct glyphs g, size_t i, size_t *length)
{
	for (size_t k = 0; k < sizeof(compound) / sizeof(*compound); k++) {
		if (glyph_at(g, i, compound[k])) {
			*length = 2;
			return 3;
		}
	}
	*length = 1;
	if (i >= g.len)
		return 0;
	if (holds(common, g.code[i]))
		return 3;
	if (holds(middling, g.code[i]))
		return 2;
	return holds(rare, g.code[i]) ? 1 : 0;
}

/* Characters that stand in sentences and hardly ever in a name. */
static bool is_function_word(uint32_t c)
{
	return holds(U"的了是在和与及或为这那我你他她它们有不也就都而但被把给让从到对将会要能可着过呢吗吧啊之其此某每各些么怎谁哪只又还很最更再已因所以则即"
	             U"版页报刊社部局厅委院校厂店司市县区省乡镇村路街号期届次个名位件项元万亿第前后上下", c);
}

/* Separators within a list of names. */
static bool is_separator(uint32_t c)
{
	return c == 0x3001 || c == ',' || c == ' ' || c == ';' || c == '/' || c == 0xFF64;
}

static bool is_middle_dot(uint32_t c)
{
	return c == 0xB7 || c == 0x2022 || c == 0x30FB || c == 0x2027 || c == 0xFF65;
}

/* Cost of one Chinese name of this many glyphs at i, or -1 if it cannot be one. */
static int cost_of_name(struct glyphs g, size_t i, size_t n)
{
	size_t surname;
	int sure = name_surname(g, i, &surname);
	if (sure == 0 || n < surname + 1 || n > surname + 2)
		return -1;
	for (size_t k = i; k < i + n; k++)
		if (!glyph_is_han(g.code[k]) || (k > i && is_function_word(g.code[k]) &&
		                                 !holds(U"万名元可从和位上下前省区之其", g.code[k])))
			return -1;
	return (3 - sure) * 3 + (n == surname + 1 ? 1 : 0) + 2;
}

/* Splits glyphs that run together into names at the lowest total cost. */
static size_t split_run(struct glyphs g, size_t from, size_t to, struct name *out, size_t room)
{
	enum { LONGEST = 40, BAD = 1000000 };
	size_t n = to - from;
	if (n > LONGEST)
		return 0;
	int best[LONGEST + 1];
	size_t step[LONGEST + 1] = { 0 };
	best[0] = 0;
	for (size_t end = 1; end <= n; end++) {
		best[end] = BAD;
		for (size_t len = 2; len <= 4 && len <= end; len++) {
			int cost = cost_of_name(g, from + end - len, len);
			if (cost < 0 || best[end - len] >= BAD || best[end - len] + cost >= best[end])
				continue;
			best[end] = best[end - len] + cost;
			step[end] = len;
		}
	}
	if (best[n] >= BAD)
		return 0;
	size_t count = 0;
	for (size_t end = n; end > 0; end -= step[end])
		count++;
	if (count > room)
		return 0;
	size_t k = count;
	for (size_t end = n; end > 0; end -= step[end])
		out[--k] = (struct name){ from + end - step[end], from + end };
	return count;
}

/* A name with middle dots: letters and ideographs between them. */
static bool is_foreign(struct glyphs g, size_t from, size_t to)
{
	size_t dots = 0;
	for (size_t i = from; i < to; i++) {
		if (is_middle_dot(g.code[i]))
			dots++;
		else if (!glyph_is_han(g.code[i]) && !glyph_is_letter(g.code[i]) && g.code[i] != '.')
			return false;
	}
	return dots > 0 && !is_middle_dot(g.code[from]) && !is_middle_dot(g.code[to - 1]) &&
	       to - from >= 3 && to - from <= 24;
}

/* A pen name or a rare surname: two to four ideographs, none of a sentence. */
static bool is_pen_name(struct glyphs g, size_t from, size_t to)
{
	if (to - from < 2 || to - from > 4)
		return false;
	for (size_t i = from; i < to; i++)
		if (!glyph_is_han(g.code[i]) || is_function_word(g.code[i]))
			return false;
	return true;
}

static size_t read_token(struct glyphs g, size_t from, size_t to, bool loose,
                         struct name *out, size_t room)
{
	if (room == 0 || to - from < 2)
		return 0;
	if (is_foreign(g, from, to) || (to - from <= 4 && cost_of_name(g, from, to - from) >= 0)) {
		out[0] = (struct name){ from, to };
		return 1;
	}
	size_t n = split_run(g, from, to, out, room);
	if (n > 0)
		return n;
	if (!loose || !is_pen_name(g, from, to))
		return 0;
	out[0] = (struct name){ from, to };
	return 1;
}

/*
 * The end of the token at i. A single ideograph followed by a blank and
 * another single ideograph is one name spread by its typesetter.
 */
static size_t token_end(struct glyphs g, size_t i, size_t to)
{
	size_t end = i;
	while (end < to && !is_separator(g.code[end]))
		end++;
	if (end != i + 1 || end >= to || g.code[end] != ' ')
		return end;
	size_t next = end;
	while (next < to && g.code[next] == ' ')
		next++;
	bool single = next < to && glyph_is_han(g.code[next]) &&
	              (next + 1 == to || is_separator(g.code[next + 1]));
	return single ? next + 1 : end;
}

size_t name_list(struct glyphs g, size_t from, size_t to, bool loose, struct name *out)
{
	size_t count = 0;
	for (size_t i = from; i < to;) {
		if (is_separator(g.code[i])) {
			i++;
			continue;
		}
		size_t end = token_end(g, i, to), got = 0;
		if (end == i + 1)
			return 0;
		if (g.code[i + 1] == ' ') {
			size_t surname;
			if (count < NAME_MOST && (loose || name_surname(g, i, &surname) > 0)) {
				out[count] = (struct name){ i, end };
				got = 1;
			}
		} else {
			got = read_token(g, i, end, loose, out + count, NAME_MOST - count);
		}
		if (got == 0)
			return 0;
		count += got;
		i = end;
	}
	return count;
}
