import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Puts the app id of weoffice.config.json into project.private.config.json, where WeChat DevTools looks first and keeps
 * its own settings of this machine. Neither file is in the repository. Answers the app id, undefined without a config.
 * @throws Error when the app id is not one.
 */
export function applyAppId(root: string): string | undefined {
  const config = join(root, 'weoffice.config.json')
  if (!existsSync(config)) return undefined
  const { appId } = JSON.parse(readFileSync(config, 'utf8'))
  if (!/^wx[0-9a-f]{16}$/.test(appId))
    throw new Error(`${config}: appId is "${appId}"; it is "wx" and 16 hex digits`)
  const file = join(root, 'project.private.config.json')
  const own = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  writeFileSync(file, `${JSON.stringify({ ...own, appid: appId }, null, 2)}\n`)
  return appId
}
