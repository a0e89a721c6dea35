import type { glassEasel } from 'glass-easel-miniprogram-adapter'
import { addressOf } from './files'

/** The address from which the browser loads an image that a component names by `src`. */
export function assetUrl(src: string, owner: glassEasel.Element): string {
  if (/^(data|blob|https?|wxfile):/.test(src) || src.startsWith('/') || src === '') return addressOf(src)
  const from = owner.ownerShadowRoot?.getHostNode().is ?? ''
  return new URL(src, `http://app/${from}`).pathname.slice(1)
}
