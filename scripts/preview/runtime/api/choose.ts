import { addressOf, keepTemporary } from '../files'
import { chooseFiles } from '../overlays/choose-files'
import { loadPicture, lookAtVideo } from '../pictures'
import { covered } from './privacy'

interface MediaQuestion {
  count?: number
  mediaType?: ('image' | 'video' | 'mix')[]
}

async function chooseMedia({ count = 9, mediaType = ['image', 'video'] }: MediaQuestion) {
  const kinds = mediaType.includes('mix') ? ['image', 'video'] : mediaType
  const chosen = await chooseFiles({ accept: kinds.map(kind => `${kind}/*`).join(), count })
  const tempFiles = await Promise.all(chosen.map(mediaFile))
  const found = new Set(tempFiles.map(({ fileType }) => fileType))
  return { tempFiles, type: found.size > 1 ? 'mix' : [...found][0] }
}

async function mediaFile(file: File) {
  const tempFilePath = keepTemporary(file, file.name)
  const facts = { tempFilePath, size: file.size, fileType: kindOf(file) }
  if (facts.fileType === 'video') return { ...facts, ...(await lookAtVideo(addressOf(tempFilePath))) }
  const { naturalWidth: width, naturalHeight: height } = await loadPicture(addressOf(tempFilePath))
  return { ...facts, width, height }
}

interface FileQuestion {
  count: number
  type?: 'all' | 'video' | 'image' | 'file'
  extension?: string[]
}

async function chooseMessageFile({ count, type = 'all', extension = [] }: FileQuestion) {
  const accept = { all: '', video: 'video/*', image: 'image/*', file: extension.map(dotted).join() }[type]
  const chosen = await chooseFiles({ accept, count })
  return { tempFiles: chosen.map(messageFile) }
}

/** `time` is when the file was sent in a conversation, in seconds; here, when it was last changed. */
function messageFile(file: File) {
  const path = keepTemporary(file, file.name)
  const time = Math.floor(file.lastModified / 1000)
  return { path, name: file.name, size: file.size, type: kindOf(file), time }
}

const dotted = (extension: string): string => (extension.startsWith('.') ? extension : `.${extension}`)

function kindOf({ type }: File): 'image' | 'video' | 'file' {
  if (type.startsWith('image/')) return 'image'
  return type.startsWith('video/') ? 'video' : 'file'
}

/** wx functions with which people choose pictures, videos and files. */
export const choosing = {
  chooseMedia: covered('chooseMedia', chooseMedia),
  chooseMessageFile: covered('chooseMessageFile', chooseMessageFile),
}
