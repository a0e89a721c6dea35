/** Surnames whose likeliest reading the dictionary of pinyin does not know, or does not know of the character alone. */
const READINGS = new Map(
  `种:chong 秘:bi 洗:xian 祭:zhai 晟:cheng 单于:chan,yu 乐:yue 曾:zeng 区:ou 解:xie 查:zha 仇:qiu 朴:piao 盖:ge 任:ren
  缪:miao 尉:wei 覃:qin 翟:zhai 牟:mou 繁:po 折:she 黑:he 员:yun 贠:yun 郇:xun 逄:pang 佴:nai 乜:nie 么:yao 幺:yao 召:shao
  句:gou 宓:mi 隗:wei 都:du 撒:sa 哈:ha 葛:ge 纪:ji 车:che 谌:chen 笪:da 厍:she 仉:zhang 庹:tuo 禚:zhuo 訾:zi 能:nai 令:ling
  柏:bai 薄:bo 燕:yan 华:hua 应:ying 宁:ning 那:na 于:yu 过:guo 占:zhan 相:xiang 冼:xian 郗:xi 麻:ma 台:tai 长孙:zhang,sun
  尉迟:yu,chi 万俟:mo,qi 澹台:tan,tai 令狐:ling,hu 拓跋:tuo,ba 乐正:yue,zheng 亓官:qi,guan 谷梁:gu,liang 夹谷:jia,gu
  子车:zi,ju 宰父:zai,fu 漆雕:qi,diao 颛孙:zhuan,sun 壤驷:rang,si 鲜于:xian,yu 濮阳:pu,yang 淳于:chun,yu 皇甫:huang,fu`
    .split(/\s+/)
    .map(line => {
      const [surname = '', readings = ''] = line.split(':')
      return [surname, readings.split(',')] as const
    }),
)

/** Surnames of two characters. */
const DOUBLE = new Set(
  `欧阳 司马 上官 诸葛 单于 尉迟 长孙 令狐 皇甫 慕容 澹台 万俟 司徒 司空 夏侯 东方 西门 南宫 公孙 轩辕 宇文 申屠 钟离 闾丘 拓跋
  濮阳 淳于 太叔 赫连 亓官 司寇 巫马 公西 漆雕 乐正 壤驷 公良 夹谷 宰父 谷梁 段干 百里 东郭 南门 羊舌 微生 左丘 第五 子车 颛孙
  端木 闻人 东门 独孤 纳兰 完颜 耶律 呼延 鲜于 仲孙 叔孙 季孙 公羊 公冶 宗政 梁丘 西陵 那拉 哥舒 贺兰 叶赫 达奚 屈突 豆卢`.split(
    /\s+/,
  ),
)

export const hasDoubleSurname = (name: string): boolean => DOUBLE.has([...name].slice(0, 2).join(''))

/** The readings of the surname that the simplified name begins with, where they are special; otherwise none. */
export const surnameReadings = (name: string): readonly string[] => {
  const letters = [...name]
  const double = letters.slice(0, 2).join('')
  if (DOUBLE.has(double)) return READINGS.get(double) ?? []
  return READINGS.get(letters[0] ?? '') ?? []
}

/** Readings that the dictionary of pinyin takes from old books, of characters that are common in names. */
const OBSOLETE = new Set(
  `丁zheng 沈chen 孙xun 万mo 女ru 石dan 思sai 红gong 强jiang 车ju 陆liu 许hu 叶xie 朱shu 冯ping 汤shang 汤chang 彭bang 陶yao 莫mu
  齐ji 齐zi 齐zhai 卜pu 卜bo 信shen 南na 若re 羊xiang 奥yu 艾yi 敦dui 泽shi 仰ang 休xu 洒xi 摩ma 乐yao 乐lao 合ge 和huo 和hu
  亨peng 虹jiang 核hu 家jie 景ying 净cheng 楷jie 亢hang 亢gang 缪liao 缪mu 难nuo 内na 佛bi 佛bo 勃bei 伯bai 读dou 兑rui 兑yue
  番pan 广an 厂an 厂han 会kuai 将qiang 觉jiao 频bin 苹peng 期ji 其ji 契qie 契xie 且ju 亲qing 渠ju 趣cu 雀qiao 色shai 射ye 射yi
  食si 食yi 适kuo 氏zhi 术zhu 硕shi 隋duo 提di 填zhen 宛yuan 亡wu 无mo 吾yu 县xuan 详yang 俞shu 愉tou 育yo 约yao 责zhai 择zhai
  枝qi 助chu 追dui 卒cu 综zeng 澍zhu 潢guang 泷shuang 泺po 妃pei 姣xiao 瞿ju 竺du 濯zhao 汶men 堇qin 菀yu 蓼lu 僮zhuang 那nei
  阿e 说shui 贾gu 殷yan  度duo 莫me 侗tong 涌chong`.split(/\s+/),
)

export const isObsolete = (letter: string, reading: string): boolean => OBSOLETE.has(letter + reading)
