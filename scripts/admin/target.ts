import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { developmentSecrets, ENV_ID } from '../local-cloud/functions/environment'
import { type AdminCloud, adminCloud } from './tcb'

const CONFIG = join(__dirname, '..', '..', 'weoffice.config.json')
const LOCAL = 'http://127.0.0.1:5180'

/** A cloud and the secret that opens its console's door. */
export interface Target {
  cloud: AdminCloud
  secret: string
  /** Name of the environment for people. */
  name: string
}

interface Config {
  environment?: Record<string, string>
  cloud?: { env?: string; secretId?: string; secretKey?: string }
}

/** The environment of weoffice.config.json where `remote`, else the local cloud at `url`. */
export function targetOf({ remote, url = LOCAL }: { remote: boolean; url?: string }): Target {
  const config: Config = existsSync(CONFIG) ? JSON.parse(readFileSync(CONFIG, 'utf8')) : {}
  const { ADMIN_SECRET } = config.environment ?? {}
  if (remote) return environmentOf(config, ADMIN_SECRET)
  const access = { env: ENV_ID, secretId: 'local', secretKey: 'local', serviceUrl: `${url}/admin` }
  return { cloud: adminCloud(access), secret: ADMIN_SECRET ?? developmentSecrets.ADMIN_SECRET!, name: url }
}

function environmentOf({ cloud = {} }: Config, secret: string | undefined): Target {
  const { env, secretId, secretKey } = cloud
  if (!env || !secretId || !secretKey || !secret)
    throw new Error(
      'weoffice.config.json 里还缺 cloud.env、cloud.secretId、cloud.secretKey 或 environment.ADMIN_SECRET',
    )
  return { cloud: adminCloud({ env, secretId, secretKey }), secret, name: env }
}
