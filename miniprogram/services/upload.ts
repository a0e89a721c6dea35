import { newKey } from './client'
import { me } from './session'

/**
 * Uploads a file of the phone to the person's own folder, from where a function takes it; answers its id.
 * @param follow is told how far it is, in percent
 */
export async function upload(filePath: string, follow?: (percent: number) => void): Promise<string> {
  const { uploads } = await me()
  const [extension = ''] = /\.\w+$/.exec(filePath) ?? []
  const cloudPath = `${uploads}/${newKey()}${extension}`
  return new Promise((resolve, reject) => {
    const success = ({ fileID }: { fileID: string }) => resolve(fileID)
    const task = wx.cloud.uploadFile({ cloudPath, filePath, success, fail: reject })
    if (follow) task.onProgressUpdate(({ progress }) => follow(progress))
  })
}
