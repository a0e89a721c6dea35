import type { repair } from '#contract/repair'
import type { Handlers } from '../kernel/serve'
import { desk } from './desk'
import { stock } from './stock'
import { tickets } from './tickets'

export const handlers: Handlers<typeof repair> = { ...tickets, ...stock, ...desk }
