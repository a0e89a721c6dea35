/** Fetches a file to the phone, and answers its path there. */
export async function download(url: string): Promise<string> {
  const { tempFilePath } = await new Promise<WechatMiniprogram.DownloadFileSuccessCallbackResult>(
    (success, fail) => wx.downloadFile({ url, success, fail }),
  )
  return tempFilePath
}
