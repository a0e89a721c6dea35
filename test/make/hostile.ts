/** Ends every hostile text: what lacks it was cut. */
export const MARK = '¤'

const TEXTS = [
  // Pages and rich text.
  '<b>x',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg/onload=alert(1)>',
  "'-alert(1)-'",
  '<a href="javascript:alert(1)">点我</a>',
  'javascript:alert(document.cookie)',
  'data:text/html;base64,PHNjcmlwdD4=',
  '<rich-text nodes="{{x}}"></rich-text>',
  '{{x}}',
  '{{constructor.constructor("return 1")()}}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a template is what it looks like
  '${7*7}#{7*7}<%= 7*7 %>',
  '&lt;b&gt;&#39;&quot;',
  '&amp;amp;',
  // Spreadsheets.
  '=1+1',
  '+86',
  '-1',
  '@SUM(A1)',
  "=cmd|' /C calc'!A0",
  '=HYPERLINK("http://x.example","点我")',
  '\t=1+1',
  '\r=1+1',
  '＝1＋1',
  '＋1',
  '－1',
  '＠x',
  '\u200b=1+1',
  '_x003D_1+1',
  'a","b\n=1+1',
  // Letters that hide or turn others round.
  '\u202e文件.exe',
  'a\u200b\u200d\u2060b',
  '👨‍👩‍👧🏽',
  'é̂̃̄̅̆̇̈',
  '﷽﷽',
  '\ufeff藏',
  // Other languages that the text might reach.
  "'; DROP TABLE members; --",
  '{"$ne":null}',
  '$where: 1',
  '`id`; $(id) | rm -rf /',
  '../../etc/passwd',
  'a\r\nBcc: victim@example.edu',
  'a\nSubject: x\r\n\r\n<html>',
  '\\\\host\\share',
  '%0d%0a%00',
  '//x.example/?a=1&b=2#c',
  '\uffff\ufffe',
  '工'.repeat(19),
  'Wort'.repeat(100),
]

/** Texts that attackers, and people who mean no harm, write where text is free. */
export const HOSTILE: readonly string[] = TEXTS.map(text => text + MARK)
