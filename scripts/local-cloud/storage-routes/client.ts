import type { IncomingMessage } from 'node:http'
import { CloudError, clientError } from '../error'
import { sendJson } from '../http'
import { openidOf } from '../persona'
import type { Answer } from '../route'
import { clientMayWrite } from '../storage/client-rule'
import { contentTypeOf } from '../storage/content-type'
import { checkedPath, fileIdOf } from '../storage/file-id'
import { bytesOf } from './upload-body'

/**
 * Does as `wx.cloud.uploadFile`: `?path=…&as=…`, and the body is the file. Answers `{ fileID }`, or
 * `{ error: { errCode, errMsg } }`, with -503002 outside `incoming/<openid>/`.
 */
export const clientUpload: Answer = async ({ files, clock }, { request, response }) => {
  try {
    const bytes = await bytesOf(request)
    const query = queryOf(request)
    const path = checkedPath(query.get('path'))
    if (!clientMayWrite(openidOf(query.get('as')), path)) throw exceedsAuthority()
    const type = contentTypeOf(path, request.headers['content-type'])
    await files.put(path, { bytes, type, modified: clock.now() })
    sendJson(response, { fileID: fileIdOf(path) })
  } catch (error) {
    sendJson(response, { error: clientError('cloud.uploadFile', error) })
  }
}

/** Refuses `wx.cloud.downloadFile` to everyone and for every id, whether or not there is such a file. */
export const clientDownload: Answer = (_, { response }) =>
  sendJson(response, { error: clientError('cloud.downloadFile', exceedsAuthority()) }, 403)

const queryOf = ({ url = '' }: IncomingMessage) => new URL(url, 'http://localhost').searchParams

const exceedsAuthority = () =>
  new CloudError('STORAGE_EXCEED_AUTHORITY', 'storage exceed authority, the storage is closed to clients')
