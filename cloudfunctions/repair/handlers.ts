import type { repair } from '#contract/repair'
import type { Handlers } from '../kernel/serve'
import { settings } from './settings'
import { statistics } from './statistics'
import { stock } from './stock'
import { tickets } from './tickets'

export const handlers: Handlers<typeof repair> = { ...tickets, ...stock, ...settings, ...statistics }
