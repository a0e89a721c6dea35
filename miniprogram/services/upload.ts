import { account } from '../contract/account'
import { client } from './cloud'

const accounts = client(account)

/**
 * Uploads a file of the phone to a place that the cloud names, from where a function takes it; answers its id.
 * @param follow is told how far it is, in percent
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
