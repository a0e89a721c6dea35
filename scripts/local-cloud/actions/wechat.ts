import { CloudError } from '../error'
import { configOf } from '../functions/config'
import type { Invocation } from '../functions/invocations'
import type { WeChat } from '../wechat'
import { type Answer, type Api, type Arguments, WeChatError } from '../wechat/error'
import { decodeRequest, encodeCloudRefusal, encodeFile, encodeJson, encodeOpenData } from '../wechat/protocol'

type Body = Record<string, unknown>
type Action = (body: Body, from: Invocation | undefined) => Promise<Body | Buffer>

const NO_SUCH_API = -604100
const NO_PERMISSION = -604101
const ILLEGAL_SOURCE = -604104

/**
 * The actions by which functions call WeChat: `wx.openApi` in protocol buffers (`cloud.openapi`, `getOpenData`),
 * answered with bytes, and `wx.api` in JSON (`callOpenAPI`). A function may call only the APIs that its config.json
 * lists under permissions.openapi.
 * @param functions folder of the built functions
 */
export function wechatActions(wechat: WeChat, functions: string): Record<string, Action> {
  /** The error number of a call that the cloud refuses before WeChat sees it; undefined when the call may go on. */
  function refusal(api: string, { fn }: Invocation): number | undefined {
    if (!Object.hasOwn(wechat.apis, api)) {
      // The SDK shows the number and drops the name.
      wechat.log(`${fn}: openapi.${api} is not offered by the local cloud\n`)
      return NO_SUCH_API
    }
    const { permissions } = configOf(functions, fn)
    return permissions?.openapi?.includes(api) ? undefined : NO_PERMISSION
  }

  return {
    'wx.openApi': async ({ apiName, requestData }, from) => {
      const request = decodeRequest(requestData as Buffer)
      if (!from) return encodeCloudRefusal(ILLEGAL_SOURCE)
      if ('cloudIds' in request) return openData(wechat, request.cloudIds)
      const api = String(apiName)
      const refused = refusal(api, from)
      if (refused) return encodeCloudRefusal(refused)
      const given = await answer(wechat.apis[api]!, request.args)
      return 'json' in given ? encodeJson(given.json) : encodeFile(given.contentType, given.buffer)
    },
    'wx.api': async ({ apiName, requestData }, from) => {
      const api = String(apiName)
      const refused = from ? refusal(api, from) : ILLEGAL_SOURCE
      if (refused) throw new CloudError(String(refused), `${api}: error code: ${refused}`)
      const given = await answer(wechat.apis[api]!, argumentsOf(requestData))
      if ('json' in given) return { data: { responseData: JSON.stringify(given.json) } }
      throw new CloudError('INVALID_PARAM', `${api} answers with a file, which wx.api does not carry`)
    },
  }
}

/** WeChat's answer to the call; a refusal by WeChat is an answer with an `errcode`. */
async function answer(api: Api, args: Arguments): Promise<Answer> {
  try {
    const given = await api(args)
    return 'json' in given ? { json: { errcode: 0, errmsg: 'ok', ...given.json } } : given
  } catch (error) {
    if (!(error instanceof WeChatError)) throw error
    return { json: { errcode: error.errcode, errmsg: error.errmsg } }
  }
}

function argumentsOf(requestData: unknown): Arguments {
  try {
    return requestData ? JSON.parse(String(requestData)) : {}
  } catch {
    throw new CloudError('INVALID_PARAM', 'requestData is not JSON')
  }
}

const openData = (wechat: WeChat, cloudIds: string[]): Buffer =>
  encodeOpenData(cloudIds.map(cloudId => ({ cloudId, json: JSON.stringify(wechat.openData(cloudId)) })))
