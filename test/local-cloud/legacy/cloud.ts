import { type AdminCloud, adminCloud } from '../../../scripts/admin/tcb'
import { type LocalCloud, type StartOptions, start } from '../../../scripts/local-cloud/start'

/** A local cloud, and a script outside of it that knows nothing but its address. */
export async function openCloud(
  options: StartOptions = {},
): Promise<{ local: LocalCloud; admin: AdminCloud }> {
  const local = await start({
    seed: () => ({}),
    collections: [
      { name: 'rooms', indexes: [{ name: 'floor', keys: { floor: 1 } }] },
      { name: 'members', indexes: [{ name: 'phone', keys: { phone: 1 }, unique: true, sparse: true }] },
    ],
    ...options,
  })
  const serviceUrl = `${local.url}/admin`
  return { local, admin: adminCloud({ env: 'test', secretId: 'x', secretKey: 'y', serviceUrl }) }
}
