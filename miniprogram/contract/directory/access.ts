import type { Access } from '../kernel/rpc'

export const admin = { duty: 'directory.admin' } as const satisfies Access
