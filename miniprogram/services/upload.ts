import { account } from '../contract/account'
import { client } from './cloud'

const accounts = client(account)

/**
 * Uploads a file of the phone to a path that the cloud names, from which a function takes it.
 * @param follow gets the progress, in percent
 * @returns the file id
 */
export async function upload(filePath: string, follow?: (percent: number) => void): Promise<string> {
  const extension = /\.(\w{1,10})$/.exec(filePath)?.[1]
  const { path: cloudPath } = await accounts.requestUpload({ ...(extension && { extension }) })
  return new Promise((resolve, reject) => {
    const success = ({ fileID }: { fileID: string }) => resolve(fileID)
    const task = wx.cloud.uploadFile({ cloudPath, filePath, success, fail: reject })
    if (follow) task.onProgressUpdate(({ progress }) => follow(progress))
  })
}
