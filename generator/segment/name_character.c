#include "segment/name_character.h"

#include <pthread.h>

/* All tables are in the order of their code points: they are searched by halves. */

/* After the national surveys of surnames: most people bear one of the first. */
static const char32_t surnames_common[] =
	U"丁万严于付任何余侯傅冯刘卢史叶向吕吴周唐夏姚姜孔孙孟宋尹崔常廖张彭徐戴方曹曾朱李杜杨林梁武段毛江汤汪沈洪潘熊王田白石秦程"
	U"罗肖胡苏范莫萧董蒋蔡薛袁覃许谢谭贺贾赖赵邓邱邵邹郑郝郭金钟钱闫阎陆陈陶雷韦韩顾马高魏黄黎龙龚";
static const char32_t surnames_middling[] =
	U"丛丰乌乐乔云亓井亢仇仝仲伊伍伏佘佟俞倪储全兰关冀冉农冶冷冼凌刁利劳勾包匡华卓单南卜卞卫危卿厉古司吉呼和喻嘎奉奚姬娄季宁安"
	U"宗官宣宫宾宿寇富封尉尚尤尧居屈屠岑岳嵇左巩巫巴帅师席平幸庄应庞康廉强惠慕戈戎成战戚房扈敖敬文斯施明易昝晁晋晏普景智曲朴来"
	U"杭柏查柯柳柴栗栾桂桑梅植楚楼樊檀欧殷母毕池沙浦海涂温游湛滕漆焦燕牛牟狄玉班甄甘申皮盖盘盛瞿祁祖祝禹穆窦章童竺符简管米粟索"
	U"纪练缪羊翁翟耿聂胥臧舒艾芦芮花苑苗苟茅茹荆荣葛蒙蒲蓝蔺薄虞衡衣裘裴褚解詹诺谈谌谷豆费赫路车辛辜边连迟逄逯邝邢那邬邰邸郁郎"
	U"郜都鄢钮银闭闵闻阙阚阮阳阴阿隆隋雍霍靳鞠项颜饶骆鲁鲍鲜鹿麦麻齐";
static const char32_t surnames_rare[] =
	U"丘丙东丽乜仁仉仰但位保信修俱俸元光克党公况凯初别勇北区印原商国圣垚孝宓容察尕尼展山川州布希干廷建弓弘录彦德忠恒恽悦慧扬承"
	U"拉振揭支旭时昂昆昊昌星春昭晨朋木权束松栋树桐森次正毅毓水永汉汗汲沃沐河泉泽洋洛津浩涛淡清渠湖湘源满滨澄澹煕熙牧玄珍球琪琴"
	U"瑞璩甫由直相矫硕磊祥禄福禾秋稽竹笃红绍缑翔耀聪良艳芝芳苍英茂荀药莎蒯蔚虎虢衷西计谦谯豪贝贡贵超迈逢郗郦郧鄂酆醴野钊钦铁铭"
	U"锋锐镇镜门阔隗雅雪青韶顺须飞香骁鸣鸿";
static const char32_t surnames_of_two[] =
	U"万俟上官东方东郭令狐公孙公羊单于南宫司徒司空司马呼延夏侯太史宇文完颜尉迟慕容拓跋欧阳淳于澹台濮阳独孤申屠百里皇甫端木西门"
	U"诸葛赫连轩辕钟离长孙闻人鲜于";

/* Characters of given names: those met often, and others that are chosen. */
static const char32_t given_often[] =
	U"万世东中丽义云亮仁仑会伟传佩佳俊保信俭倩元先光克全兰兴其军凤凯刚利前力勇勤千华博卫友发可向启命和善嘉国坚增士大天奇娜娟婷"
	U"子学宁宇守安宏宗宝宪家富寿小少尚山岗岩岭岳峥峰峻崇嵩巍川平年广庆应庭康延建开强彪彬德志忠思怡恩惠慈慧成才承振敏敬文斌新方"
	U"旗旭昆昊昌明星春晓晖晨景晶智月有朋来杰松林柏树桂桐梅森楠欣正步武毅毛民水永江河泉泓法波泽洁洋洪浩海涛润淑清湖源灿炎炳烈焕"
	U"然煌煜燕爱玉玲玺珊珍珠琦琪琳琴琼瑜瑞瑶瑾璐璞生百盛石磊礼祖祥福秀立章红绍继维美耀胜良艳芬芳英茂荣莉莲莹萍虎诚豪豹财贤贵超"
	U"跃辉达运进连金鑫钢钧铁铭锋锐长阳雁雄雨雪雯雷霆震霞静革顺颖飞香骏骥鸣鸿鹏鹤鹰龙";
static const char32_t given_known[] =
	U"一丁七三乃久之九习书争二五亚京亭仓仲任伊伍伏伦伯伶佑作依修倬儒充兆免党八六关典养冀冠冬冰凌凡出列则初别加务劲劳劼勋化北匡"
	U"十升卉卓南卿厚原双叔古召史合吉同名吕君吴呈周咏品哲唐唯喜四囡固圆土圣圳坤培基堂墨声夏夫央奋奎女好如妍妮妹姗姝姣娅娇娥婉媛"
	U"嫣孔孙孝孟季定宛宜实宣宾寅密寒尉尧尹尼居展岚岱嵘州工左己巾帅帆希常帼幸幼序庚廉弘弟归彤彦彩彰影征微心必快念怀恒恬恭悦情惜"
	U"想愉意愚慎慕懿战扬技抒拓拯拴持捷掌援敦斐斯旋旦时旺昂易昕昭昱晋晏晔晚晟普晴暄曙曜曦曼曾朗望朝木本权村板枝枫柔柯柱柳栋栓栗"
	U"校根格桃桢桥梁梦棋棠棣植椿榕榜槐樱次歌止毓汉汝池沐沙沛沸治沾泊泰泳洛津洲流浦浪涌淇淘淦淮深淳渊渝湘湛溪滔满滨漪潇潘潭澄澍"
	U"澜濂濡炜炯点烨焘焰焱煦熙熹燃燊牛牧犁献玄玛玫现珂珉珏珑班珮球理琍琛琢琨琬琮琰瑄瑗瑛璀璇璋璘璧瓒甜甫男画畅留皓盈益直相眉真"
	U"睿知确祎祝祯禄禧禹秋种科秦程稳穆空竹笑笛笠筠箫粉紫纯纲练绅细经绒绮绵绿缘罗群羽翔翠翰翼老耕耘聪肖育胡能臣自致舒舜舟航舫艺"
	U"艾节芃芊芜芝芷芸芹苇苏苑苗若苹茜茵茹荃草荔荻莎菁菊菡菲萃萌萱落葆葵蒙蓉蓓蓝蔓蔚蕊蕙蕴薇虹蛟蜀衍西言计诗诠谊谋谦谷豫贞贡赋"
	U"赞起越路轩辰迅迎远迪述逊通逸道遥遵邦郁野量钊钟钦钰钱铎银锁锡锦键镜闻阔际陵隆随隽霄霖霜露青非韬音韵韶顶颂领颐风馥馨骅骋骞"
	U"骢高魁鲁鲜鸽鸾鹃麒麟黎齐";

/* Characters of sentences and trades, which no parents choose. */
static const char32_t never[] =
	U"不与丑专个么也乡买乱了事些亡亿介从他以们件价企众伤但位住你例侧倍债做偷偿兔具内再写决击刀刊刑判到制券办包区卖即厂厅厕厘厨"
	U"县又叉及只叫台号司吃各后吓吗吧吨听呢哀哪哭售啊喝器囚因团困图在坏坐埋墙壁处备外失奶她委嫖它完室害寄对将就局层届屋差已币市"
	U"帽床店府度待很忧怎怒怕恨息恶患悲惊愁我或户所打把投抢报抵招拿控措摄摘攥改放斗料斤施旁是昼最期杀材条杯果某查栏案桌梯械检椅"
	U"楼款此死每毒毫汇注测消渐渴游演灯烟片版犯狗狱猪猫率瓜瓶电略疗疼病痛癌的盐盗目省看着睡硬碗磅社票税稿究穷窗站第答策筷简管箱"
	U"粮糖系累给络统续综编网罚罪置而聘肉股胎脏腐臭船苦茶药菜营葬蔬薪薯虑虫蚊蛇蛋蝇融街衣袋袜被装裙裤要让讲论讼设访评诉诊试话误"
	U"说请读谁调败账贪贫购贴贷费贿赌赔走跑车轨转轮软载辑辩边过还这送逐递速遗那邮部都酒酱醋释销锅错镇门问间队附院险隧难面鞋页项"
	U"题额食饭饿馆驳骂验骗鸡鸭鹅鼠";

/* Words and places that begin with a surname and go on like a given name. */
static const char32_t words_of_two[] =
	U"一版一瞥丁香万一万丈万元万全万分万千万安万家万岁万州万幸万物万科万能万象万里万隆三版上午上接上海上篇下午下篇下转专访丘陵"
	U"丛书丛林东京东方东海严冬严厉严寒严峻严惩严明严格严禁严肃严谨严重严防中国中秋中篇丰产丰厚丰富丰收丰田丰盛丰硕丰碑临汾主任"
	U"主席丽水丽江乌云乌克乌拉乌鲁乌鸦乐于乐亭乐园乐坛乐山乐意乐曲乐清乐章乐观乐趣乔木乔迁乡长书法书记书评了解二版云南云天云彩"
	U"云朵云杉云浮云海云贵云集云雾井冈井喷井水井然亮点仁川今天今日今晚介绍从事代表仲裁价格任何任免任凭任务任命任意任教任职任重"
	U"伊利伊斯伊春伊朗伍德伏天传真伦敦何人何况何妨何必何时何等何谓余地余年余热作家侧影侧记俄国保定信任信守信心信念信息信箱信阳"
	U"修养修建修正修理傅作储存储蓄儿童元宵元帅元旦元月元老先生党史党建党旗党校党章党风全会全体全党全军全力全国全场全天全家全年"
	U"全文全新全日全村全民全球全程全能公元公告公安公平公开公正公民公益公路兰亭兰州兰考兰花关东关于关口关头关岛关心关怀关照关爱"
	U"关联关节关键关闭冀中内蒙再论军人农业农产农历农场农夫农家农工农忙农机农村农林农民农田农科农舍农行农谚农贸农资冷冻冷库冷战"
	U"冷水冷清冷空冷静冷饮凌晨刘海初一初中初二初冬初夏初战初探初春初步利于利弊利比利民利润利用利益利索别致前排剧评剪影剪纸动态"
	U"劳力劳务劳动劳模勇士勾勒勾画包公包围包头包容包干包括包裹北京北方北海北美医生华东华中华丽华人华侨华北华南华夏华尔华文华盖"
	U"华盛华章华裔华诞华阴卓尔卓著卓越单一单产单位单独单纯单身南下南亚南京南充南北南国南宁南宋南岭南岸南方南昌南极南水南沙南海"
	U"南疆南美南联南航南通南阳南非博士卜算卫兵卫士卫星卫生卫视印尼印度印章厉行原先原则原子原文原有原本原来原理原野厦门县长反思"
	U"发现古人古今古代古典古城古墓古巴古朴古树古田古稀古籍古老古诗古迹台湾史学史实史记史诗右一右二叶子司令司机司法司空合肥吉利"
	U"吉安吉尼吉普吉林吉祥吉隆同学同志后排向上向前向导向往向日向来吕梁启事启示吴语周口周围周密周岁周年周恩周末周知呼吁呼吸呼和"
	U"呼声和好和尚和平和气和睦和约和解和谐和风唐代唐山唐朝唐诗商会商务商品商家商洛商海商量四川四版回顾团长国会国力国土国学国宝"
	U"国家国宾国庆国情国旗国有国歌国民国画国道国际图片地址埃及声明声音夏令夏天夏威夏季夏收夏日大同大连天津太原奉公奉命奉献奉行"
	U"奉贤女士妇女姚江姜汤姬鹏孔子孔庙孔雀孙女孙子孟加孟子孟津季军季节季风学生宁夏宁德宁愿宁波宁静安全安庆安康安徽安心安慰安排"
	U"安理安阳安静安顺宋代宋朝宋词宗庙宗教宗旨宗派官僚官兵官员官场官方宣传宣化宣告宣城宣布宣武宣言宣誓宫廷宫殿容易容量宾主寄语"
	U"富士富强富有富民富翁富裕富豪富阳富饶寓言导演封山封建封锁封闭封顶小姐小说少年尚有尚未尚能尚需尤为尤其尼泊局长居士居民居然"
	U"屈原屈指屈服展出展品展开展望展现山东山村山歌山水山西岑溪岳阳工人左一左三左下左二左右左手左起巩固已经巴勒巴士巴山巴西巴金"
	U"巴黎市长帅哥师傅师大师德师父师生师范师资师长席卷常务常州常常常年常德常态常熟常用常见常规常识常驻干劲干校干群干部平凡平原"
	U"平反平和平均平坦平壤平安平定平常平方平日平时平民平湖平稳平等平行平衡平谷平遥平静平顶幸好幸福幸运广东广告广州广西庄严庄园"
	U"庄稼庄重庆祝应付应变应当应征应急应有应用应该应邀应酬康乐康复康定康熙廉政廉洁开罗张力张口张家张开张望强劲强化强国强大强烈"
	U"强者强调强身彭城影评待续徐州得知德国德州德育快讯忻州思考总理总统悉尼惠安惠州惠民感谢戎马成为成交成人成分成功成千成员成品"
	U"成套成年成才成效成本成渝成熟成百成立成绩成语成都成长成龙战争战友战场战士战役房产房地房子房山房租报告报道拉萨指出掠影探析"
	U"提示插图揭晓揭露摄影摘要支书支出支持支援支柱支点政委故事教授教练散文敬业敬佩敬告敬爱敬礼敬老敬重文一文书文人文体文凭文化"
	U"文史文员文坛文字文学文摘文教文明文档文物文盲文科文章文竹文联文艺文苑文萃文集斯里新疆新闻方便方向方圆方城方寸方庄方式方正"
	U"方法方言方针方阵施展施工施政施肥施行无锡日前日本日记时光时尚时常时时时空时节昆明昌平明亮明代明信明天明媚明年明日明星明显"
	U"明月明朝明清明珠明白明确明细易于易拉易经星期春节昨天昨日昨晚晋中晋升晋城晋察晋江晋级晨曦晨练普法普通普遍普陀景德景气景泰"
	U"景点景物景致景色景观景象智利智力智商智囊智慧智能曲折曲线曲艺曲阜更正曹操曼谷最新最近朔州朝鲜木刻未完本刊本报札记朱红杂谈"
	U"权利权力权益李子村长来临来信来到来历来去来宾来年来往来源来自杨柳杨树杨梅杨浦杭嘉杭州林业林产林场林子林州林彪林木林海林立"
	U"林芝林荫柏林柏油查询查阅柯达柳城柳州柳树柳江柳絮柴油柴米柴达树木校长根据桂冠桂圆桂平桂林桂花桑叶桑塔桑树梁山梅岭梅花梅西"
	U"梅雨植树植物楚天楼房模范欢迎欢送欧亚欧洲欧盟欧美歌手正在正月武侠武夷武威武昌武术武汉武警武进段子段落殷切殷勤殷实母亲母子"
	U"母校母爱母语毕业毕竟毛利毛巾毛毛毛竹毛线水利水平汉中汉城汉阳江东江北江南江宁江山江岸江水江汉江河江津江浙江淮江湖江滩江苏"
	U"江西江豚江阴池塘池子池水汤圆汪洋沈阳沙发沙土沙场沙子沙尘沙滩沙漠沙特沙龙河东河内河北河南河西油画法国波恩注意泰国洛阳洪亮"
	U"洪山洪峰洪水洪泽洪流洪涝洪湖洪灾浅谈济南浙江浦东浦口浦江海上海产海关海军海南海口海啸海城海域海宁海安海岸海峡海底海德海拔"
	U"海棠海水海洋海浪海淀海湾海滨海滩海燕海航海运海风海鲜消息深圳清明温岭温州温带温情温暖温柔温泉温饱温馨游乐游人游子游客游戏"
	U"游泳游牧游玩游艇游行游览游记湖北湖南湘江湘潭湘西满天满怀满意满月满洲演员漫画漫笔漫谈澳门点评烈士热点热线焦作焦急焦炭焦点"
	U"焦裕照片燕京燕子燕山燕窝燕赵版画牛年牛棚牛津牛皮牛羊牧民特写玉兰玉树玉石玉米王国王朝王牌现场班主班子班次班级班组班长甘南"
	U"甘愿甘泉甘肃甘蔗甘露田园田地田径田野由来申明申花申述电话画家白云白城白天白宫白山白帝白杨白桦白求白沟白河白洋白痴白白白皮"
	U"白纸白色白银白雪白领白鹤白鹭皮肤皮革盖上盘山盘点盛世盛产盛会盛典盛况盛夏盛大盛宴盛开盛行目前目录相信相关相同相声相应相思"
	U"相爱省长看到看点看见短讯短评石刻石化石嘴石头石子石家石山石景石板石桥石榴石河石油石灰石狮石碑石碾石窟石英石阶石雕社论祁连"
	U"祖传祖先祖国祖孙祖籍祖辈祝愿祝福祝词祝贺福州福建禹王秋天秘鲁秦代秦岭秦汉秦淮秦皇秦腔程序章程章节章鱼童工童年童心童谣端午"
	U"竹子笔谈符合符咒简便简化简单简历简明简易简称简讯简评管弦管理管辖管道篆刻米兰米粒素描索取索引索马絮语絮谈约旦纪元纪实纪律"
	U"纪念纽约练习练兵练功组诗经理综述缅甸网址罗盘罗马美国群众老人老师职工胡同胡杨胡琴致歉致谢舒服舒畅舒适节选花卉花园花城花木"
	U"花朵花样花生花甲花篮花絮花轿花钱花香花鸟苏北苏南苏州苏绣苏联苗圃苗头苗族英国英雄范围荀子荆州荣光荣升荣幸荣耀荣获荣誉荣辱"
	U"莫名莫大莫斯莫桑莫非获悉获知葛洲董事蒋家蒙受蒙古蒙蒙蒲公蓝天蓝色蓝领薄弱薄荷衡量衡阳表示袁大西宁西安西藏要闻见到见闻视点"
	U"解体解冻解除言论计生计量讣告认为许可许多许昌许诺论坛评述试论诗人诗歌谈天谈心谈起谷子谷底谷物谷雨贝宁贵州贵阳费城费时费用"
	U"费解贺信贺卡贺岁贺年贺礼贺词贾谊资料资讯赫然赫赫走访走进赵州赶到越南路上路人路况路口路段路程路线路途车主车厢车流车祸车辆"
	U"车道转载辛亥辛勤辛酸边关边境边疆边缘边贸边远边防辽宁运动运城近日连云连任连带连年连接连日连环连线连载连连连锁连长述评透露"
	U"通知通过速写邓州邝野那时那里邮箱邮编郁闷郎中郑州郑重郝堂部长都会都江采访重庆重阳金刚金坛金奖金婚金字金属金库金桥金沙金泽"
	U"金牌金秋金童金色金花金钱金陵金马金鱼金黄钟声钟山钟情钟表钱塘钱财银川银幕银座银杏银河银牌银色银行长春长沙长治门前门卫闻名"
	U"队长阳光阳性阳春阳朔阳江阳泉阳澄阴天阴影阴谋附图附记陆军陆地陆路陈列陈述陕西院长除夕陶瓷陶艺陶醉随感随笔雷同雷声雷州雷达"
	U"雷锋雷雨青岛青年青海韩国项城顾客题图颜色首尔香港马上马克马匹马尼马尾马年马德马戏马拉马术马来马桶马耳马路马达马里马鞍高中"
	U"高产高低高傲高兴高分高压高原高呼高唐高唱高地高大高官高密高尚高工高干高强高手高效高新高校高档高歌高涨高温高潮高炉高科高空"
	U"高等高级高考高血高贵高超高达高阳高雄高龄鲁班鲁能鲁西鲁迅鹿特鹿茸麦克麦冬麦子麦收麦田麻烦麻雀黄冈黄土黄埔黄山黄昏黄梅黄河"
	U"黄浦黄海黄牌黄牛黄石黄色黄花黄豆黄金黄铜黄鹂黎明齐全齐声齐心齐白齐鲁齐齐龙井龙华龙头龙岩龙年龙泉龙舟";
static const char32_t words_of_three[] =
	U"万寿山万里行万里路万里长三部曲世界杯乌克兰云贵川井冈山亚运会交响曲人代会代表团伊拉克伊斯兰伊犁河俱乐部党代会全世界全国性"
	U"全运会公德心农产品农家乐农民工初中生利比亚办公室劳动力劳动法劳动节华盛顿协会长博物馆卢旺达友谊赛发布会古兰经吉隆坡和田河"
	U"唐古拉国庆节图书馆圆舞曲培训班基金会大奖赛奥运会委员会孟加拉宁夏川安理会对抗赛小夜曲展览馆工作站巴勒斯巴基斯席梦思常青树"
	U"平安夜平常心座谈会成年人报告会招待会政协会文化人文化宫文学奖文学家文明城文明村文艺界明珠塔母亲河母亲节江南春海产品海关署"
	U"温哥华温馨园牛年春理事会白皮书石家庄石景山石油城石灰岩石膏像研讨会祁连山祖国颂秦始皇秦皇岛纪念馆编辑部罗马尼羊年春联欢会"
	U"胡志明花岗岩莫斯科莫桑比葛洲坝董事会虎年春贺兰山贺年卡路易斯运动会进行曲连云港连环画邀请赛都江堰金三角金字塔锦标赛阿富汗"
	U"阿拉伯阿根廷雷克萨音乐会马尼拉马年春马德里马拉松马来亚高中生高尔夫高峰会高效益高标准高水平高清晰高科技高考生高血压高质量"
	U"鲁迅奖黄土坡黄河水黄河浪黄金周龙卷风龙年春";

/* Provinces, big cities, countries. */
static const char32_t places[] =
	U"上海东京中国临汾云南伊朗伦敦俄国保定兰州内蒙北京南京南宁南昌南非印尼印度厦门古巴台湾合肥吉林吕梁唐山四川埃及大同大连天津"
	U"太原宁夏宁波安徽山东山西巴西巴黎广东广州广西开罗德国忻州悉尼成都拉萨新疆无锡日本昆明晋中晋城智利曼谷朔州朝鲜杭州柏林桂林"
	U"武汉汉城江苏江西沈阳河内河北河南法国波恩泰国洛阳济南浙江海南海口深圳湖北湖南澳门甘肃福州福建秘鲁约旦纽约缅甸罗马美国苏州"
	U"英国西宁西安西藏贵州贵阳越南辽宁运城郑州重庆银川长春长沙长治阳泉陕西青岛青海韩国首尔香港";

/* Words that Tibetan and Mongolian names are made of. */
static const char32_t syllables_of_two[] =
	U"丹增丹巴乌兰云丹仁增仁青仓决公保其其加布加措卓嘎卓玛占堆嘉措嘎玛图雅土登坚参坚赞多吉多杰央宗央金娜仁孟和宝音尕玛尼玛巴桑"
	U"巴珠布赫平措强久强巴德吉才旦才让扎巴扎布扎桑扎西托娅拉姆拉巴拉珍斯琴旦增旦巴旺久旺堆旺姆旺扎旺杰旺珍旺青晋美普布普琼曲扎"
	U"曲珍朗杰朝鲁格列格日格桑桑布桑杰桑珠次仁次旦次珍江措泽仁洛桑洛追热布热旦班觉琼达白玛益西米玛索南索朗罗布罗桑群培苏和萨仁"
	U"贡嘎贡布赤列边巴达娃那顺阿旺降央顿珠高娃";
static const char32_t syllables_of_three[] =
	U"其其格吉勒图巴图尔巴特尔巴雅尔格日勒特木尔通拉嘎阿古拉";

/* Characters that write the sounds of other languages. */
static const char32_t transcribing[] =
	U"不丽义乌买亚仁伊依克兰其别力加努勒包卜卡古叶司合吉吐吾哈图地坦塔夏娅娜孜守尔居山巴帕帖库德拉提斯明曼朝木杜来格森汗江沙热"
	U"特玉玛甫福穆素罕肉肯艾苏萨西赛达迪逊那都里铁阿雅马鲁麦默鼎";

/* Compares n glyphs with a word of n characters. */
static int compare(const uint32_t *code, const char32_t *word, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (code[i] != word[i])
			return code[i] < word[i] ? -1 : 1;
	return 0;
}

/* Whether n glyphs are among the words of n characters of a table of so many characters. */
static bool holds(const char32_t *table, size_t len, const uint32_t *code, size_t n)
{
	size_t low = 0, high = len / n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = compare(code, table + middle * n, n);
		if (order == 0)
			return true;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return false;
}

/* What is known of one character, as bits; for ideographs of the block that all tables are of. */
enum {
	IS_SURNAME = 3,    /* 3 to 1, 0: none */
	IS_GIVEN = 3 << 2, /* as below */
	TRANSCRIBES = 1 << 4,
	OPENS_SURNAME = 1 << 5, /* the first of two */
	OPENS_WORD = 1 << 6,    /* of two or three */
	OPENS_NAME = 1 << 7,    /* the first of Tibetan or Mongolian syllables */

	GIVEN_OFTEN = 0,
	GIVEN_KNOWN = 1 << 2,
	GIVEN_NEVER = 2 << 2,
	GIVEN_RARE = 3 << 2,

	FIRST_IDEOGRAPH = 0x4E00,
	LAST_IDEOGRAPH = 0x9FFF
};

/*
 * The tables above in one byte a character, made from them once: names are
 * looked for in every short line, and to search several tables for each
 * character took a tenth of the time of segmenting.
 */
static uint8_t characters[LAST_IDEOGRAPH - FIRST_IDEOGRAPH + 1];
static pthread_once_t characters_once = PTHREAD_ONCE_INIT;

/* Sets, of the bits in mask, those in bits for the first of each n characters of a table. */
static void mark(const char32_t *table, size_t n, unsigned mask, unsigned bits)
{
	for (; *table; table += n) {
		uint8_t *c = &characters[*table - FIRST_IDEOGRAPH];
		*c = (uint8_t)((*c & ~mask) | bits);
	}
}

static void mark_all(void)
{
	for (size_t i = 0; i < sizeof(characters); i++)
		characters[i] = GIVEN_RARE;
	mark(surnames_rare, 1, IS_SURNAME, 1);
	mark(surnames_middling, 1, IS_SURNAME, 2);
	mark(surnames_common, 1, IS_SURNAME, 3);
	mark(never, 1, IS_GIVEN, GIVEN_NEVER);
	mark(given_known, 1, IS_GIVEN, GIVEN_KNOWN);
	mark(given_often, 1, IS_GIVEN, GIVEN_OFTEN);
	mark(transcribing, 1, TRANSCRIBES, TRANSCRIBES);
	mark(surnames_of_two, 2, OPENS_SURNAME, OPENS_SURNAME);
	mark(words_of_two, 2, OPENS_WORD, OPENS_WORD);
	mark(words_of_three, 3, OPENS_WORD, OPENS_WORD);
	mark(syllables_of_two, 2, OPENS_NAME, OPENS_NAME);
	mark(syllables_of_three, 3, OPENS_NAME, OPENS_NAME);
}

static unsigned character(uint32_t c)
{
	pthread_once(&characters_once, mark_all);
	return c >= FIRST_IDEOGRAPH && c <= LAST_IDEOGRAPH ? characters[c - FIRST_IDEOGRAPH]
	                                                   : GIVEN_RARE;
}

#define HOLDS(table, code, n) holds(table, sizeof(table) / sizeof(*(table)) - 1, code, n)

int name_character_surname(uint32_t c)
{
	return (int)(character(c) & IS_SURNAME);
}

bool name_character_compound(const uint32_t *code)
{
	return (character(*code) & OPENS_SURNAME) && HOLDS(surnames_of_two, code, 2);
}

int name_character_given(uint32_t c)
{
	switch (character(c) & IS_GIVEN) {
	case GIVEN_OFTEN: return 0;
	case GIVEN_KNOWN: return 1;
	case GIVEN_NEVER: return NAME_CHARACTER_NEVER;
	default: return 3;
	}
}

bool name_character_is_word(const uint32_t *code, size_t n)
{
	if ((n != 2 && n != 3) || !(character(*code) & OPENS_WORD))
		return false;
	return n == 2 ? HOLDS(words_of_two, code, 2) : HOLDS(words_of_three, code, 3);
}

bool name_character_is_place(const uint32_t *code)
{
	return HOLDS(places, code, 2);
}

bool name_character_is_syllables(const uint32_t *code, size_t n)
{
	if ((n != 2 && n != 3) || !(character(*code) & OPENS_NAME))
		return false;
	return n == 2 ? HOLDS(syllables_of_two, code, 2) : HOLDS(syllables_of_three, code, 3);
}

bool name_character_transcribes(uint32_t c)
{
	return character(c) & TRANSCRIBES;
}
