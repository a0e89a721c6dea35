type Progress = (state: { progress: number } & Record<string, number>) => void

/** A file on its way, as WeChat's UploadTask and DownloadTask let a page follow and end it. */
export class Transfer {
  private readonly request = new XMLHttpRequest()
  private readonly listeners = new Set<Progress>()

  onProgressUpdate = (listener: Progress) => void this.listeners.add(listener)
  offProgressUpdate = (listener?: Progress) => {
    if (listener) this.listeners.delete(listener)
    else this.listeners.clear()
  }
  abort = () => this.request.abort()

  /** Sends `body`. @returns the server's reply, as text @throws Error `abort`, or when the server does not answer */
  async upload(url: string, body: Blob): Promise<string> {
    this.follow(this.request.upload, 'totalBytesSent', 'totalBytesExpectedToSend')
    await this.send('POST', url, body)
    return this.request.response
  }

  /** Loads `url`. @returns its content with the status, which may be that of a failure @throws as `upload` does */
  async download(url: string): Promise<{ statusCode: number; blob: Blob }> {
    this.request.responseType = 'blob'
    this.follow(this.request, 'totalBytesWritten', 'totalBytesExpectedToWrite')
    await this.send('GET', url)
    return { statusCode: this.request.status, blob: this.request.response }
  }

  private send(method: string, url: string, body?: Blob): Promise<void> {
    const { request } = this
    return new Promise((resolve, reject) => {
      request.addEventListener('load', () => resolve())
      request.addEventListener('abort', () => reject(new Error('abort')))
      request.addEventListener('error', () => reject(new Error(`request error, ${method} ${url}`)))
      request.open(method, url)
      request.send(body)
    })
  }

  private follow(target: XMLHttpRequestEventTarget, done: string, expected: string): void {
    target.addEventListener('progress', event => {
      const { loaded, total } = event as ProgressEvent
      const progress = total ? Math.floor((loaded / total) * 100) : 0
      for (const listener of this.listeners) listener({ progress, [done]: loaded, [expected]: total })
    })
  }
}
