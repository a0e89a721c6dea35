import type { Route } from '../route'
import { OBJECTS } from '../storage/file-id'
import { clientDownload, clientUpload } from './client'
import { downloadObject, postObject, putObject } from './objects'

const OBJECT = new RegExp(`^${OBJECTS}`)

/** The routes of files: for clients as the mini program sees them, for SDKs as object storage. */
export const storageRoutes: Route[] = [
  ['POST', /^\/local\/upload$/, clientUpload],
  ['GET', /^\/local\/file$/, clientDownload],
  ['GET', OBJECT, downloadObject],
  ['HEAD', OBJECT, downloadObject],
  ['PUT', OBJECT, putObject],
  ['POST', OBJECT, postObject],
]
