/** A file that belongs to something. */
export interface Attachment {
  id: string
  name: string
  kind: 'picture' | 'audio' | 'file'
  /** Bytes. */
  size: number
  url: string
  /** The length of a sound. */
  seconds?: number
}

/** An attachment as the list shows it. */
export interface AttachmentLine extends Attachment {
  icon: string
  /** `PDF · 1.2 MB`. */
  about: string
}

/** Files that WeChat shows by itself, with how they are called. */
const DOCUMENTS = new Map([
  ['pdf', { type: 'PDF', icon: 'file-pdf' }],
  ['doc', { type: 'Word', icon: 'file-word' }],
  ['docx', { type: 'Word', icon: 'file-word' }],
  ['xls', { type: 'Excel', icon: 'file-excel' }],
  ['xlsx', { type: 'Excel', icon: 'file-excel' }],
  ['ppt', { type: 'PPT', icon: 'file-powerpoint' }],
  ['pptx', { type: 'PPT', icon: 'file-powerpoint' }],
])

const KINDS = {
  picture: { type: '图片', icon: 'file-image' },
  audio: { type: '音频', icon: 'sound' },
  file: { type: '文件', icon: 'file' },
}

export const extensionOf = (name: string): string => /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ''

/** Whether WeChat can show a file of this name. */
export const isDocument = (name: string): boolean => DOCUMENTS.has(extensionOf(name))

export function attachmentLine(attachment: Attachment): AttachmentLine {
  const { name, kind, size } = attachment
  const document = kind === 'file' ? DOCUMENTS.get(extensionOf(name)) : undefined
  const { type, icon } = document ?? KINDS[kind]
  return { ...attachment, icon, about: `${type} · ${sizeWords(size)}` }
}

/** A number of bytes as people say it: `1.2 MB`. */
export function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
