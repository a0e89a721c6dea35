import type { Answer } from '../front-door'
import { clientDownload, clientUpload } from './client'
import { downloadObject, OBJECTS, postObject, putObject } from './objects'

const OBJECT = new RegExp(`^${OBJECTS}`)

/** What the front door answers about files: to clients as the mini program sees them, to SDKs as object storage. */
export const storageRoutes: [method: string, path: RegExp, answer: Answer][] = [
  ['POST', /^\/local\/upload$/, clientUpload],
  ['GET', /^\/local\/file$/, clientDownload],
  ['GET', OBJECT, downloadObject],
  ['HEAD', OBJECT, downloadObject],
  ['PUT', OBJECT, putObject],
  ['POST', OBJECT, postObject],
]
