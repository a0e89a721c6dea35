import { type SystemCall, signCall } from '../../cloudfunctions/kernel/identity/console'
import { developmentSecrets } from '../../scripts/local-cloud/functions/environment'

/** The signature of a call on the console's behalf, as a function of ours makes it. */
export function signatureOf(call: SystemCall, secret = developmentSecrets.ADMIN_SECRET!): string {
  const before = process.env.ADMIN_SECRET
  process.env.ADMIN_SECRET = secret
  try {
    return signCall(call)
  } finally {
    if (before === undefined) delete process.env.ADMIN_SECRET
    else process.env.ADMIN_SECRET = before
  }
}
