/** rpx, and vw/vh as seen by the phone instead of by the window; safe areas as the preview draws them. */
export function browserUnits(css: string): string {
  return css
    .replace(/(-?(?:\d+\.\d+|\.\d+|\d+))(rpx|vw|vh)\b/gi, (_, number: string, unit: string) => {
      return `calc(var(--wx-${unit.toLowerCase()}) * ${number})`
    })
    .replace(
      /(?:env|constant)\(\s*safe-area-inset-(top|bottom|left|right)\s*(?:,[^)]*)?\)/g,
      'var(--wx-safe-$1)',
    )
}
