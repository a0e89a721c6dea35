import { repair } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { editing } from '../../../../ui/sheet'
import { faultsOf, inputOf } from './view'

/** The sheet for a place. Triggers `close`, and `done` with the PlaceSettings. */
Component(
  editing({
    send: client(repair).savePlace,
    inputOf,
    faultsOf,
    labels: { campus: '校区', building: '楼', room: '房间' },
  }),
)
