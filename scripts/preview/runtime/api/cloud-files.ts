import { fileAt } from '../files'
import { settings } from '../settings'
import { asynchronous, type Callbacks } from './call'
import { Transfer } from './transfer'

interface Upload {
  cloudPath: string
  filePath: string
}

const uploading = asynchronous(
  'cloud.uploadFile',
  async ({ cloudPath, filePath, transfer }: Upload & { transfer: Transfer }) => {
    const query = new URLSearchParams({ path: cloudPath, as: settings.persona })
    const reply = JSON.parse(await transfer.upload(`/local/upload?${query}`, fileAt(filePath)))
    if (reply.error) throw reply.error
    return { fileID: reply.fileID, statusCode: 200 }
  },
)

async function downloadFile({ fileID }: { fileID: string }): Promise<never> {
  const response = await fetch(`/local/file?${new URLSearchParams({ id: fileID, as: settings.persona })}`)
  throw (await response.json()).error
}

/** A call about many files succeeds as a call; what is refused is each file. */
function getTempFileURL({ fileList }: { fileList: (string | { fileID: string })[] }) {
  return {
    fileList: fileList.map(file => ({
      fileID: typeof file === 'string' ? file : file.fileID,
      tempFileURL: '',
      maxAge: 0,
      status: 1,
      errMsg: 'STORAGE_EXCEED_AUTHORITY',
    })),
  }
}

/** The files of wx.cloud as a closed storage serves them: clients write into a folder of their own and read nothing. */
export const cloudFiles = {
  /**
   * Returns a task, which reports progress and can be aborted, when called with callbacks, and a promise without them.
   */
  uploadFile(options: Upload & Callbacks) {
    const transfer = new Transfer()
    return uploading({ ...options, transfer }) ?? transfer
  },
  downloadFile: asynchronous('cloud.downloadFile', downloadFile),
  getTempFileURL: asynchronous('cloud.getTempFileURL', getTempFileURL),
}
