/** Inline styles take rpx, vw and vh as WXSS does; see build/styles.ts for the style sheets. */
export function browserUnits(style: string): string {
  return style.replace(/(-?(?:\d+\.\d+|\.\d+|\d+))(rpx|vw|vh)\b/g, (_, number: string, unit: string) => {
    return `calc(var(--wx-${unit}) * ${number})`
  })
}
