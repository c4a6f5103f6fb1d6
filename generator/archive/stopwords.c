#include "archive/stopwords.h"

#define HAN      3 /* bytes of a common Han character */
#define HAN_PAIR 6

/* Words of two characters, side by side. */
static const char pairs[] =
	"今天明天昨天今日昨日日前近日目前日晚晚上上午下午中午今年明年去年当年年底年初年来新年一月二月三月月底"
	"本报讯记记者报道日电电记专电新华新闻消息通讯本市我市我省全市全省全国我国本地各地各界当地有关部门"
	"召开举行举办开幕闭幕结束开始启动开展进行实施实行实现发表发布发出宣布公布公告提出指出强调要求表示"
	"认为希望出席参加会见访问会谈讲话致辞致信通过成立建立建成完成达到取得获得受到得到成为继续坚持加强"
	"加大加快加速提高提升推进推动促进扩大增加增强深化深入落实贯彻部署组织领导指导服务保持保证保障确保"
	"解决处理作用工作活动会议大会问题情况关系精神意见措施方面方式方法过程结果成果成员人员同志代表专家"
	"重要重大重新重点主要基本全面全部具体当前充分积极努力认真不断正式顺利圆满更加已经正在必须可以"
	"一个一次一批一年一天两个多个第一第二首次首届再次连续持续最大最新最后最近以来之后之前同时期间其中"
	"印象回顾纪实侧记见闻附图图片国家社会人民群众发展建设";

static bool is_number(struct view pair)
{
	static const char digits[] = "一二三四五六七八九十百千万亿零〇两第届次年月日";
	struct view all = view_of(digits);
	for (size_t at = 0; at + HAN <= pair.len; at += HAN) {
		ptrdiff_t place = view_find(all, view_slice(pair, at, HAN), 0);
		if (place < 0 || place % HAN != 0)
			return false;
	}
	return true;
}

static bool is_listed(struct view pair)
{
	struct view all = view_of(pairs);
	for (ptrdiff_t at = view_find(all, pair, 0); at >= 0;
	     at = view_find(all, pair, (size_t)at + 1)) {
		if (at % HAN_PAIR == 0)
			return true;
	}
	return false;
}

bool stopwords_word(struct view word)
{
	if (is_number(word))
		return true;
	for (size_t at = 0; at < word.len; at += HAN_PAIR) {
		struct view pair = view_slice(word, at, HAN_PAIR);
		if (pair.len < HAN_PAIR || (!is_listed(pair) && !is_number(pair)))
			return false;
	}
	return true;
}
