/** A voice note on its way: uploaded once it has a `fileId`. */
export interface Voice {
  path: string
  seconds: number
  fileId?: string
  failed?: boolean
}

/** The reason why the voice note cannot be sent yet, in words; undefined when it can, or there is none. */
export function voiceProblem(voice: Voice | null): string | undefined {
  if (voice?.failed) return '语音没有传上去，点“重试”，或者删掉'
  return voice && !voice.fileId ? '语音还在上传，请稍等一下' : undefined
}

/** Why nothing was recorded, and the ways on. */
export const failureWords = (permitted: boolean): string =>
  permitted ? '没有录上，请再点一次，或者直接写字' : '没有麦克风权限，请在右上角“…”的设置里允许，或者直接写字'
