/** A photo on its way: uploaded once it has a `fileId`. */
export interface Photo {
  /** Its path on the phone, which is unique. */
  path: string
  fileId?: string
  percent: number
  failed?: boolean
  /** The phone has thrown its own copy away; what was uploaded counts. */
  lost?: boolean
}

/** The photos with a change of one; one that was removed meanwhile stays away. */
export const withChange = (photos: Photo[], path: string, change: Partial<Photo>): Photo[] =>
  photos.map(photo => (photo.path === path ? { ...photo, ...change } : photo))

/** The reason why the photos cannot be sent yet, in words; undefined when they can. */
export function photosProblem(photos: Photo[]): string | undefined {
  if (photos.some(({ failed }) => failed)) return '有照片没有传上去，点它重试，或者删掉'
  return photos.every(({ fileId }) => fileId) ? undefined : '照片还在上传，请稍等一下'
}

/** The ids of photos that are all uploaded. */
export const fileIdsOf = (photos: Photo[]): string[] => photos.flatMap(({ fileId }) => fileId ?? [])
