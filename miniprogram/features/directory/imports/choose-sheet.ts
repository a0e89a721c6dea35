import { directory, type ImportView } from '../../../contract/directory'
import { newKey } from '../../../services/client'
import { client } from '../../../services/cloud'
import { upload } from '../../../services/upload'
import { explain } from '../../../ui/phase'

const directories = client(directory)

interface CheckingPage {
  data: { checking: boolean }
  setData(change: { checking: boolean }): void
}

/**
 * Lets the person choose a sheet that was sent in a conversation, the way from a computer to the phone, and has it checked;
 * every try is a new upload, and so a new request. The page is `checking` meanwhile, and a dialogue tells a failure.
 * @returns undefined where no sheet was chosen or checked
 */
export async function checkChosenSheet(
  page: CheckingPage,
  complete: boolean,
): Promise<ImportView | undefined> {
  if (page.data.checking) return undefined
  const chosen = await wx
    .chooseMessageFile({ count: 1, type: 'file', extension: ['xlsx', 'csv'] })
    // The user closed the dialogue without a choice.
    .catch(() => undefined)
  const file = chosen?.tempFiles[0]
  if (!file) return undefined
  page.setData({ checking: true })
  try {
    const input = { fileId: await upload(file.path), name: file.name, complete }
    return await directories.importCheck(input, { key: newKey() })
  } catch (error) {
    await wx.showModal({ title: '检查没有完成', content: explain(error).message, showCancel: false })
    return undefined
  } finally {
    page.setData({ checking: false })
  }
}
