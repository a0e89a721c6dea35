/** A character as people write and read it: the readings that a bearer of the name may use, the commonest first. */
export interface Unit {
  /** Simplified character, or a whole Latin word. */
  written: string
  readings: string[]
}

const unitsOf = (lines: string): Unit[] =>
  lines
    .trim()
    .split(/\s+/)
    .map(line => {
      const [written = '', readings = ''] = line.split(':')
      return { written, readings: readings.split(',') }
    })

/** Surnames of one character; behind a special reading stands the common one, which people type who do not know it. */
export const SURNAMES = unitsOf(`
  王:wang 李:li 张:zhang 刘:liu 陈:chen 杨:yang 黄:huang 赵:zhao 吴:wu 周:zhou 徐:xu 孙:sun 马:ma 朱:zhu 胡:hu 郭:guo
  何:he 林:lin 高:gao 罗:luo 郑:zheng 梁:liang 谢:xie 宋:song 唐:tang 许:xu 邓:deng 冯:feng 韩:han 曹:cao 彭:peng
  萧:xiao 蔡:cai 潘:pan 田:tian 董:dong 袁:yuan 于:yu 余:yu 叶:ye 蒋:jiang 杜:du 苏:su 魏:wei 程:cheng 吕:lv 丁:ding
  沈:shen 姚:yao 卢:lu 傅:fu 钟:zhong 谭:tan 陆:lu 贾:jia 夏:xia 方:fang 石:shi 金:jin 白:bai 江:jiang 闾:lv
  单:shan,chan 解:xie,jie 查:zha,cha 曾:zeng,ceng 任:ren 区:ou,qu 朴:piao,pu 缪:miao,mou 盖:ge,gai 种:chong,zhong 秘:bi,mi
  洗:xian,xi 祭:zhai,ji 仇:qiu,chou
  乐:yue,le 覃:qin,tan 翟:zhai,di 尉:wei,yu 晟:cheng,sheng 冼:xian 谌:chen,shen 柏:bai,bo 宁:ning 车:che 牟:mou,mu
`)

/** Surnames of two characters; each character is read as the surname reads it. */
export const DOUBLE_SURNAMES: Unit[][] = `
  欧:ou,阳:yang 上:shang,官:guan 司:si,马:ma 诸:zhu,葛:ge 单:chan,于:yu 尉:yu,迟:chi 长:zhang,孙:sun 令:ling,狐:hu
  皇:huang,甫:fu 慕:mu,容:rong 澹:tan,台:tai 万:mo,俟:qi
`
  .trim()
  .split(/\s+/)
  .map(line =>
    line.split(',').map(part => {
      const [written = '', reading = ''] = part.split(':')
      return { written, readings: [reading] }
    }),
  )

/** Characters of given names. */
export const GIVEN = unitsOf(`
  知:zhi 微:wei 修:xiu 文:wen 婉:wan 清:qing 伟:wei 芳:fang 敏:min 静:jing 丽:li 强:qiang 磊:lei 军:jun 洋:yang 勇:yong
  艳:yan 杰:jie 娟:juan 涛:tao 明:ming 超:chao 秀:xiu 霞:xia 平:ping 刚:gang 桂:gui 英:ying 华:hua 玉:yu 兰:lan 建:jian
  国:guo 志:zhi 红:hong 梅:mei 荣:rong 海:hai 波:bo 鹏:peng 宇:yu 浩:hao 轩:xuan 梓:zi 涵:han 欣:xin 怡:yi 佳:jia
  思:si 雨:yu 雪:xue 晨:chen 东:dong 龙:long 凤:feng 云:yun 学:xue 庆:qing 泽:ze 润:run 锦:jin 铭:ming 骏:jun 颖:ying
  莹:ying 安:an 恩:en 诗:shi 琪:qi 若:ruo 熙:xi 略:lve 旅:lv 女:nv
  乐:le,yue 晟:sheng,cheng 朝:chao,zhao 重:chong,zhong 阳:yang 行:xing,hang 长:chang,zhang 茜:qian,xi 晖:hui 盛:sheng,cheng
  曾:zeng,ceng 少:shao 传:chuan,zhuan 澄:cheng,deng 翟:zhai 柏:bai,bo 为:wei 圳:zhen 桦:hua 奇:qi,ji 省:xing,sheng
`)

/** Simplified and traditional forms of the characters above. */
export const TRADITIONAL = new Map(
  `张張 刘劉 陈陳 杨楊 黄黃 赵趙 吴吳 孙孫 马馬 罗羅 郑鄭 谢謝 许許 邓鄧 冯馮 韩韓 萧蕭 叶葉 蒋蔣 苏蘇 吕呂 卢盧 钟鍾 谭譚
  陆陸 贾賈 单單 区區 缪繆 盖蓋 种種 乐樂 谌諶 宁寧 车車 闾閭 欧歐 阳陽 诸諸 迟遲 长長 万萬 台臺 伟偉 静靜 丽麗 强強 军軍 艳艷 杰傑
  涛濤 刚剛 华華 兰蘭 国國 红紅 荣榮 鹏鵬 轩軒 东東 龙龍 凤鳳 云雲 学學 庆慶 泽澤 润潤 锦錦 铭銘 骏駿 颖穎 莹瑩 诗詩 晖暉 传傳
  为為 桦樺 恩恩 婉婉 清清`
    .trim()
    .split(/\s+/)
    .map(pair => [pair[0]!, pair[1]!] as const),
)

/** Names from Uyghur and other languages: given name and father’s name, as they are written with a middle dot. */
export const TRANSLITERATED = [
  '阿卜杜拉',
  '买买提',
  '吐尔逊',
  '古丽娜',
  '艾力',
  '麦麦提江',
  '迪丽热巴',
  '哈斯木',
  '巴特尔',
  '玛依拉',
]

/** Readings of the characters of those names. */
export const TRANSLITERATED_UNITS = unitsOf(`
  阿:a 卜:bu 杜:du 拉:la 买:mai 提:ti 吐:tu 尔:er 逊:xun 古:gu 丽:li 娜:na 艾:ai 力:li 麦:mai 江:jiang 迪:di 热:re 巴:ba
  哈:ha 斯:si 木:mu 特:te 玛:ma 依:yi
`)

/** Latin first and last names, some with accents; `plain` is what people without the keys type. */
export const LATIN_FIRST = [
  'José',
  'Anna',
  'Zoë',
  'Peter',
  'Renée',
  'John',
  'Søren',
  'Maria',
  'Ángel',
  'Thomas',
  'Chloé',
  'Ivan',
]
export const LATIN_LAST = [
  'García',
  'Smith',
  'Müller',
  'Brown',
  'Núñez',
  "O'Neil",
  'Dvořák',
  'Jones',
  'Lefèvre',
  'Martin-Roy',
]

/** Latin letters without their accents, by hand for the names above. */
export const PLAIN: Record<string, string> = {
  José: 'jose',
  Zoë: 'zoe',
  Renée: 'renee',
  Søren: 'soren',
  Ángel: 'angel',
  Chloé: 'chloe',
  García: 'garcia',
  Müller: 'muller',
  Núñez: 'nunez',
  "O'Neil": 'oneil',
  Dvořák: 'dvorak',
  Lefèvre: 'lefevre',
  'Martin-Roy': 'martinroy',
}
