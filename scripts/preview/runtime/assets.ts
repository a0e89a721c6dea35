import type { glassEasel } from 'glass-easel-miniprogram-adapter'

/** The address from which the browser loads an image that a component names by `src`. */
export function assetUrl(src: string, owner: glassEasel.Element): string {
  if (/^(data|blob|https?):/.test(src) || src === '') return src
  if (src.startsWith('/')) return src.slice(1)
  const from = owner.ownerShadowRoot?.getHostNode().is ?? ''
  return new URL(src, `http://app/${from}`).pathname.slice(1)
}
