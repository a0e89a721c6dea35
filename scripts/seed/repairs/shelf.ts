export const SHELF: [id: string, name: string, unit: string, stock: number, low: number][] = [
  ['x-tap', '水龙头', '个', 12, 5],
  ['x-tube', 'LED 灯管', '根', 40, 10],
  ['x-switch', '墙壁开关', '个', 25, 10],
  ['x-hinge', '门铰链', '副', 6, 8],
  ['x-lock', '门锁', '把', 9, 4],
  ['x-cable', '网线', '米', 300, 50],
  ['x-fan', '风扇电容', '个', 1, 3],
]
