// biome-ignore-all lint/performance/noBarrelFile: the one door of the module, so it leads to its rooms.
export { type ApprovalEvents, approvalEvents } from './events.ts'
export {
  approvalOptions,
  approvalsOf,
  openApprovals,
} from './projections/approval-queries.ts'
export {
  decided,
  type Request,
  type Requests,
  requested,
  requestRefusals,
  requestToDecide,
  sameRequest,
  whyNoneToDecide,
} from './requests.ts'
