import type { Invocation } from './invocations'

export const ENV_ID = 'weoffice-local'
export const APP_ID = 'wx0000000000000000'

/**
 * Public stand-ins for the secrets of a real environment; tests and `npm start` need no others. `ADMIN_SECRET` admits
 * calls from the cloud console, `CODE_SECRET` keys the digests of codes and phone numbers.
 */
export const developmentSecrets: Record<string, string> = {
  ADMIN_SECRET: 'for-local-development-only-admin-secret',
  CODE_SECRET: 'for-local-development-only-code-secret',
}

/** The environment of every instance, which makes the unmodified SDK talk to the local cloud alone. */
export const instanceEnvironment = (url: string): Record<string, string> => ({
  TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${url}/admin` }),
  TENCENTCLOUD_RUNENV: 'SCF',
  TENCENTCLOUD_REGION: 'ap-shanghai',
  TENCENTCLOUD_SECRETID: 'local',
  TENCENTCLOUD_SECRETKEY: 'local',
  TENCENTCLOUD_SESSIONTOKEN: 'local',
  SCF_NAMESPACE: ENV_ID,
  TCB_ENV: ENV_ID,
  TCB_CONTEXT_KEYS: 'TCB_ENV,TCB_SEQID,TRIGGER_SRC,TCB_SESSIONTOKEN,TCB_SOURCE',
  WX_CONTEXT_KEYS: 'WX_CLIENTIP,WX_OPENID,WX_APPID,WX_API_TOKEN',
  // Switches the SDK's logger on.
  _SCF_TCB_LOG: '1',
  NO_PROXY: '127.0.0.1,localhost',
  // The cloud's machines run in UTC, so a function that relies on local time must fail here, too.
  TZ: 'UTC',
  // Windows opens no socket without it.
  ...(process.env.SystemRoot && { SystemRoot: process.env.SystemRoot }),
})

/** The environment of one invocation; the SDK sends the token along with every call, which links the call to it. */
export const invocationEnvironment = ({ token, caller }: Invocation): Record<string, string> => ({
  WX_APPID: APP_ID,
  WX_CLIENTIP: '127.0.0.1',
  WX_API_TOKEN: token,
  TCB_SEQID: token,
  TCB_SOURCE: caller.source,
  TRIGGER_SRC: caller.source === 'wx_trigger' ? 'timer' : 'tcb',
  ...(caller.openid && { WX_OPENID: caller.openid }),
})
