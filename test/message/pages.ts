import type { Pages } from '../journeys/view'
import { aMessage, leave, tick } from '../make/messages'

export const pages: Pages = {
  views: {
    'features/message/failures/failures': [{ as: 'a-system', shows: 'failures-retry-all' }],
  },
  async prepare({ cloud }) {
    cloud.outbox.plan('mail', { plan: 'fail', code: 550 })
    await leave(cloud, aMessage({ title: '停水通知', mail: { subject: '停水', text: '停水' } }))
    await tick(cloud)
  },
}
