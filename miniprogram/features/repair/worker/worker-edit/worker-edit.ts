import { repair } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { editing } from '../../../../ui/sheet'
import { inputOf } from './view'

/** The sheet for a worker. Triggers `close`, and `done` with the WorkerView. */
Component(
  editing({
    send: client(repair).saveWorker,
    inputOf,
    labels: { skills: '会修什么', campuses: '校区' },
  }),
)
