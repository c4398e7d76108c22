/* eslint-disable */
import * as types from './graphql.ts';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  mutation Vote($code: String!, $form: CrowdForm!) {\n    vote(code: $code, form: $form) {\n      id\n    }\n  }\n": typeof types.VoteDocument,
    "\n  mutation ReportCrowdEnergy($code: String!, $level: Float!, $clapRate: Float!) {\n    reportCrowdEnergy(code: $code, level: $level, clapRate: $clapRate)\n  }\n": typeof types.ReportCrowdEnergyDocument,
    "\n  subscription Reactions($code: String!) {\n    reactions(code: $code) {\n      reactions {\n        reaction\n        count\n        from {\n          participantId\n          count\n        }\n      }\n    }\n  }\n": typeof types.ReactionsDocument,
    "\n  mutation React($code: String!, $reaction: Reaction!) {\n    react(code: $code, reaction: $reaction)\n  }\n": typeof types.ReactDocument,
    "\n  mutation SetSimulatedGuests($code: String!, $count: Int!) {\n    inviteSimulatedGuests(code: $code, count: $count) {\n      ...RoomFields\n    }\n  }\n": typeof types.SetSimulatedGuestsDocument,
    "\n  mutation SetEngineControls($code: String!, $input: EngineControlsInput!) {\n    setEngineControls(code: $code, input: $input) {\n      ...RoomFields\n    }\n  }\n": typeof types.SetEngineControlsDocument,
    "\n  mutation ResetContext($code: String!) {\n    resetContext(code: $code) {\n      ...RoomFields\n    }\n  }\n": typeof types.ResetContextDocument,
    "\n  fragment PersonFields on Participant {\n    id\n    displayName\n    kind\n    role\n    isHost\n    isFounder\n    isCoHost\n    isSilenced\n    isSimulated\n    presence\n    influence\n    joinedAt\n    input {\n      bpm\n      moods\n      genre\n      instruments\n      density\n      brightness\n      wish\n      updatedAt\n    }\n  }\n": typeof types.PersonFieldsFragmentDoc,
    "\n  fragment RoomFields on RoomState {\n    code\n    name\n    epoch\n    version\n    sentAt\n    isPlaying\n    isPublic\n    locked\n    needsPassword\n    playerLimit\n    hostId\n    listenerCount\n    simulatedGuests\n    participants {\n      ...PersonFields\n    }\n    engine {\n      kind\n      health\n      reason\n      controls {\n        scale\n        guidance\n        temperature\n        topK\n        seed\n        muteBass\n        muteDrums\n        onlyBassAndDrums\n        mode\n        effective\n      }\n      position {\n        bar\n        beat\n        section\n        chord\n        atFrame\n      }\n    }\n    target {\n      bpm\n      density\n      brightness\n      scale\n      muteBass\n      muteDrums\n      revision\n    }\n    heard {\n      bpm\n      density\n      brightness\n      scale\n      muteBass\n      muteDrums\n      revision\n    }\n    prompts {\n      prompts {\n        text\n        weight\n        credits {\n          participantId\n          displayName\n          share\n        }\n      }\n      reason\n      source\n      credits {\n        participantId\n        displayName\n        share\n      }\n      revision\n      decidedAt\n    }\n    arbiter {\n      kind\n      reason\n    }\n    vote {\n      id\n      form\n      votes\n      needed\n      expiresAt\n      landsAt\n      voterIds\n    }\n    crowdEnergy\n    crowdForms {\n      form\n      isAllowed\n      readyAt\n    }\n    swaps {\n      id\n      fromId\n      toId\n      expiresAt\n    }\n    story {\n      id\n      at\n      kind\n      text\n      participantId\n    }\n  }\n": typeof types.RoomFieldsFragmentDoc,
    "\n  subscription WatchRoom($code: String!) {\n    roomState(code: $code) {\n      ...RoomFields\n    }\n  }\n": typeof types.WatchRoomDocument,
    "\n  mutation OpenRoom($input: CreateRoomInput!) {\n    createRoom(input: $input) {\n      ticket\n      joinUrl\n      room {\n        code\n        name\n      }\n      participant {\n        id\n        kind\n        displayName\n      }\n    }\n  }\n": typeof types.OpenRoomDocument,
    "\n  mutation CallGuestsAndPlay($code: String!, $count: Int!) {\n    inviteSimulatedGuests(code: $code, count: $count) {\n      code\n    }\n    startMusic(code: $code) {\n      code\n    }\n  }\n": typeof types.CallGuestsAndPlayDocument,
    "\n  mutation CloseAgain($code: String!) {\n    closeRoom(code: $code)\n  }\n": typeof types.CloseAgainDocument,
    "\n  query LookUpRoom($code: String!) {\n    room(code: $code) {\n      code\n      name\n    }\n  }\n": typeof types.LookUpRoomDocument,
    "\n  subscription WatchLobby {\n    rooms {\n      code\n      name\n      isPlaying\n      playerCount\n      playerLimit\n      needsPassword\n      rolesTaken\n      level\n    }\n  }\n": typeof types.WatchLobbyDocument,
    "\n  query RoomAtTheDoor($code: String!) {\n    room(code: $code) {\n      code\n      name\n      isPlaying\n      playerCount\n      playerLimit\n      listenerCount\n      needsPassword\n      rolesTaken\n    }\n  }\n": typeof types.RoomAtTheDoorDocument,
    "\n  query SoundAtTheDoor($code: String!) {\n    roomState(code: $code) {\n      isPlaying\n      participants {\n        kind\n        presence\n      }\n    }\n  }\n": typeof types.SoundAtTheDoorDocument,
    "\n  mutation JoinRoom($input: JoinRoomInput!) {\n    joinRoom(input: $input) {\n      ticket\n      joinUrl\n      room {\n        code\n        name\n      }\n      participant {\n        id\n        displayName\n        kind\n        role\n      }\n    }\n  }\n": typeof types.JoinRoomDocument,
    "\n  mutation ChangeRole($code: String!, $role: Role!) {\n    changeRole(code: $code, role: $role) {\n      id\n      role\n    }\n  }\n": typeof types.ChangeRoleDocument,
    "\n  query Me {\n    me {\n      id\n      kind\n      role\n      displayName\n    }\n  }\n": typeof types.MeDocument,
    "\n  mutation UpdateInput($code: String!, $input: RoomInput!) {\n    updateInput(code: $code, input: $input) {\n      id\n      influence\n    }\n  }\n": typeof types.UpdateInputDocument,
    "\n  mutation Rename($code: String!, $displayName: String!) {\n    rename(code: $code, displayName: $displayName) {\n      id\n      displayName\n    }\n  }\n": typeof types.RenameDocument,
    "\n  mutation LeaveRoom($code: String!) {\n    leaveRoom(code: $code)\n  }\n": typeof types.LeaveRoomDocument,
    "\n  mutation ProposeSwap($code: String!, $participantId: ID!) {\n    proposeSwap(code: $code, participantId: $participantId) {\n      version\n    }\n  }\n": typeof types.ProposeSwapDocument,
    "\n  mutation AnswerSwap($code: String!, $swapId: ID!, $accept: Boolean!) {\n    answerSwap(code: $code, swapId: $swapId, accept: $accept) {\n      version\n    }\n  }\n": typeof types.AnswerSwapDocument,
    "\n  mutation SendWish($code: String!, $wish: String!) {\n    updateInput(code: $code, input: { wish: $wish }) {\n      id\n    }\n  }\n": typeof types.SendWishDocument,
    "\n  subscription MyWish($code: String!) {\n    myWish(code: $code) {\n      id\n      text\n      fate\n      understood\n      unknown\n      reason\n      at\n    }\n  }\n": typeof types.MyWishDocument,
    "\n  mutation UpdateRoom($code: String!, $input: RoomSettingsInput!) {\n    room: updateRoom(code: $code, input: $input) {\n      ...RoomFields\n    }\n  }\n": typeof types.UpdateRoomDocument,
    "\n  mutation SetCoHost($code: String!, $id: ID!, $isCoHost: Boolean!) {\n    room: setCoHost(code: $code, participantId: $id, isCoHost: $isCoHost) {\n      ...RoomFields\n    }\n  }\n": typeof types.SetCoHostDocument,
    "\n  mutation Silence($code: String!, $id: ID!, $isSilenced: Boolean!) {\n    room: silenceParticipant(code: $code, participantId: $id, isSilenced: $isSilenced) {\n      ...RoomFields\n    }\n  }\n": typeof types.SilenceDocument,
    "\n  mutation RemovePerson($code: String!, $id: ID!) {\n    room: removeParticipant(code: $code, participantId: $id) {\n      ...RoomFields\n    }\n  }\n": typeof types.RemovePersonDocument,
    "\n  mutation TransferHost($code: String!, $id: ID!) {\n    room: transferHost(code: $code, participantId: $id) {\n      ...RoomFields\n    }\n  }\n": typeof types.TransferHostDocument,
    "\n  mutation EndRoom($code: String!) {\n    closeRoom(code: $code)\n  }\n": typeof types.EndRoomDocument,
    "\n  mutation StartOnStage($code: String!) {\n    startMusic(code: $code) {\n      ...RoomFields\n    }\n  }\n": typeof types.StartOnStageDocument,
    "\n  mutation StopOnStage($code: String!) {\n    stopMusic(code: $code) {\n      ...RoomFields\n    }\n  }\n": typeof types.StopOnStageDocument,
    "\n  mutation JoinAsDisplay($input: JoinRoomInput!) {\n    joinRoom(input: $input) {\n      ticket\n      joinUrl\n      participant {\n        id\n        kind\n        displayName\n      }\n    }\n  }\n": typeof types.JoinAsDisplayDocument,
};
const documents: Documents = {
    "\n  mutation Vote($code: String!, $form: CrowdForm!) {\n    vote(code: $code, form: $form) {\n      id\n    }\n  }\n": types.VoteDocument,
    "\n  mutation ReportCrowdEnergy($code: String!, $level: Float!, $clapRate: Float!) {\n    reportCrowdEnergy(code: $code, level: $level, clapRate: $clapRate)\n  }\n": types.ReportCrowdEnergyDocument,
    "\n  subscription Reactions($code: String!) {\n    reactions(code: $code) {\n      reactions {\n        reaction\n        count\n        from {\n          participantId\n          count\n        }\n      }\n    }\n  }\n": types.ReactionsDocument,
    "\n  mutation React($code: String!, $reaction: Reaction!) {\n    react(code: $code, reaction: $reaction)\n  }\n": types.ReactDocument,
    "\n  mutation SetSimulatedGuests($code: String!, $count: Int!) {\n    inviteSimulatedGuests(code: $code, count: $count) {\n      ...RoomFields\n    }\n  }\n": types.SetSimulatedGuestsDocument,
    "\n  mutation SetEngineControls($code: String!, $input: EngineControlsInput!) {\n    setEngineControls(code: $code, input: $input) {\n      ...RoomFields\n    }\n  }\n": types.SetEngineControlsDocument,
    "\n  mutation ResetContext($code: String!) {\n    resetContext(code: $code) {\n      ...RoomFields\n    }\n  }\n": types.ResetContextDocument,
    "\n  fragment PersonFields on Participant {\n    id\n    displayName\n    kind\n    role\n    isHost\n    isFounder\n    isCoHost\n    isSilenced\n    isSimulated\n    presence\n    influence\n    joinedAt\n    input {\n      bpm\n      moods\n      genre\n      instruments\n      density\n      brightness\n      wish\n      updatedAt\n    }\n  }\n": types.PersonFieldsFragmentDoc,
    "\n  fragment RoomFields on RoomState {\n    code\n    name\n    epoch\n    version\n    sentAt\n    isPlaying\n    isPublic\n    locked\n    needsPassword\n    playerLimit\n    hostId\n    listenerCount\n    simulatedGuests\n    participants {\n      ...PersonFields\n    }\n    engine {\n      kind\n      health\n      reason\n      controls {\n        scale\n        guidance\n        temperature\n        topK\n        seed\n        muteBass\n        muteDrums\n        onlyBassAndDrums\n        mode\n        effective\n      }\n      position {\n        bar\n        beat\n        section\n        chord\n        atFrame\n      }\n    }\n    target {\n      bpm\n      density\n      brightness\n      scale\n      muteBass\n      muteDrums\n      revision\n    }\n    heard {\n      bpm\n      density\n      brightness\n      scale\n      muteBass\n      muteDrums\n      revision\n    }\n    prompts {\n      prompts {\n        text\n        weight\n        credits {\n          participantId\n          displayName\n          share\n        }\n      }\n      reason\n      source\n      credits {\n        participantId\n        displayName\n        share\n      }\n      revision\n      decidedAt\n    }\n    arbiter {\n      kind\n      reason\n    }\n    vote {\n      id\n      form\n      votes\n      needed\n      expiresAt\n      landsAt\n      voterIds\n    }\n    crowdEnergy\n    crowdForms {\n      form\n      isAllowed\n      readyAt\n    }\n    swaps {\n      id\n      fromId\n      toId\n      expiresAt\n    }\n    story {\n      id\n      at\n      kind\n      text\n      participantId\n    }\n  }\n": types.RoomFieldsFragmentDoc,
    "\n  subscription WatchRoom($code: String!) {\n    roomState(code: $code) {\n      ...RoomFields\n    }\n  }\n": types.WatchRoomDocument,
    "\n  mutation OpenRoom($input: CreateRoomInput!) {\n    createRoom(input: $input) {\n      ticket\n      joinUrl\n      room {\n        code\n        name\n      }\n      participant {\n        id\n        kind\n        displayName\n      }\n    }\n  }\n": types.OpenRoomDocument,
    "\n  mutation CallGuestsAndPlay($code: String!, $count: Int!) {\n    inviteSimulatedGuests(code: $code, count: $count) {\n      code\n    }\n    startMusic(code: $code) {\n      code\n    }\n  }\n": types.CallGuestsAndPlayDocument,
    "\n  mutation CloseAgain($code: String!) {\n    closeRoom(code: $code)\n  }\n": types.CloseAgainDocument,
    "\n  query LookUpRoom($code: String!) {\n    room(code: $code) {\n      code\n      name\n    }\n  }\n": types.LookUpRoomDocument,
    "\n  subscription WatchLobby {\n    rooms {\n      code\n      name\n      isPlaying\n      playerCount\n      playerLimit\n      needsPassword\n      rolesTaken\n      level\n    }\n  }\n": types.WatchLobbyDocument,
    "\n  query RoomAtTheDoor($code: String!) {\n    room(code: $code) {\n      code\n      name\n      isPlaying\n      playerCount\n      playerLimit\n      listenerCount\n      needsPassword\n      rolesTaken\n    }\n  }\n": types.RoomAtTheDoorDocument,
    "\n  query SoundAtTheDoor($code: String!) {\n    roomState(code: $code) {\n      isPlaying\n      participants {\n        kind\n        presence\n      }\n    }\n  }\n": types.SoundAtTheDoorDocument,
    "\n  mutation JoinRoom($input: JoinRoomInput!) {\n    joinRoom(input: $input) {\n      ticket\n      joinUrl\n      room {\n        code\n        name\n      }\n      participant {\n        id\n        displayName\n        kind\n        role\n      }\n    }\n  }\n": types.JoinRoomDocument,
    "\n  mutation ChangeRole($code: String!, $role: Role!) {\n    changeRole(code: $code, role: $role) {\n      id\n      role\n    }\n  }\n": types.ChangeRoleDocument,
    "\n  query Me {\n    me {\n      id\n      kind\n      role\n      displayName\n    }\n  }\n": types.MeDocument,
    "\n  mutation UpdateInput($code: String!, $input: RoomInput!) {\n    updateInput(code: $code, input: $input) {\n      id\n      influence\n    }\n  }\n": types.UpdateInputDocument,
    "\n  mutation Rename($code: String!, $displayName: String!) {\n    rename(code: $code, displayName: $displayName) {\n      id\n      displayName\n    }\n  }\n": types.RenameDocument,
    "\n  mutation LeaveRoom($code: String!) {\n    leaveRoom(code: $code)\n  }\n": types.LeaveRoomDocument,
    "\n  mutation ProposeSwap($code: String!, $participantId: ID!) {\n    proposeSwap(code: $code, participantId: $participantId) {\n      version\n    }\n  }\n": types.ProposeSwapDocument,
    "\n  mutation AnswerSwap($code: String!, $swapId: ID!, $accept: Boolean!) {\n    answerSwap(code: $code, swapId: $swapId, accept: $accept) {\n      version\n    }\n  }\n": types.AnswerSwapDocument,
    "\n  mutation SendWish($code: String!, $wish: String!) {\n    updateInput(code: $code, input: { wish: $wish }) {\n      id\n    }\n  }\n": types.SendWishDocument,
    "\n  subscription MyWish($code: String!) {\n    myWish(code: $code) {\n      id\n      text\n      fate\n      understood\n      unknown\n      reason\n      at\n    }\n  }\n": types.MyWishDocument,
    "\n  mutation UpdateRoom($code: String!, $input: RoomSettingsInput!) {\n    room: updateRoom(code: $code, input: $input) {\n      ...RoomFields\n    }\n  }\n": types.UpdateRoomDocument,
    "\n  mutation SetCoHost($code: String!, $id: ID!, $isCoHost: Boolean!) {\n    room: setCoHost(code: $code, participantId: $id, isCoHost: $isCoHost) {\n      ...RoomFields\n    }\n  }\n": types.SetCoHostDocument,
    "\n  mutation Silence($code: String!, $id: ID!, $isSilenced: Boolean!) {\n    room: silenceParticipant(code: $code, participantId: $id, isSilenced: $isSilenced) {\n      ...RoomFields\n    }\n  }\n": types.SilenceDocument,
    "\n  mutation RemovePerson($code: String!, $id: ID!) {\n    room: removeParticipant(code: $code, participantId: $id) {\n      ...RoomFields\n    }\n  }\n": types.RemovePersonDocument,
    "\n  mutation TransferHost($code: String!, $id: ID!) {\n    room: transferHost(code: $code, participantId: $id) {\n      ...RoomFields\n    }\n  }\n": types.TransferHostDocument,
    "\n  mutation EndRoom($code: String!) {\n    closeRoom(code: $code)\n  }\n": types.EndRoomDocument,
    "\n  mutation StartOnStage($code: String!) {\n    startMusic(code: $code) {\n      ...RoomFields\n    }\n  }\n": types.StartOnStageDocument,
    "\n  mutation StopOnStage($code: String!) {\n    stopMusic(code: $code) {\n      ...RoomFields\n    }\n  }\n": types.StopOnStageDocument,
    "\n  mutation JoinAsDisplay($input: JoinRoomInput!) {\n    joinRoom(input: $input) {\n      ticket\n      joinUrl\n      participant {\n        id\n        kind\n        displayName\n      }\n    }\n  }\n": types.JoinAsDisplayDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Vote($code: String!, $form: CrowdForm!) {\n    vote(code: $code, form: $form) {\n      id\n    }\n  }\n"): (typeof documents)["\n  mutation Vote($code: String!, $form: CrowdForm!) {\n    vote(code: $code, form: $form) {\n      id\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ReportCrowdEnergy($code: String!, $level: Float!, $clapRate: Float!) {\n    reportCrowdEnergy(code: $code, level: $level, clapRate: $clapRate)\n  }\n"): (typeof documents)["\n  mutation ReportCrowdEnergy($code: String!, $level: Float!, $clapRate: Float!) {\n    reportCrowdEnergy(code: $code, level: $level, clapRate: $clapRate)\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription Reactions($code: String!) {\n    reactions(code: $code) {\n      reactions {\n        reaction\n        count\n        from {\n          participantId\n          count\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription Reactions($code: String!) {\n    reactions(code: $code) {\n      reactions {\n        reaction\n        count\n        from {\n          participantId\n          count\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation React($code: String!, $reaction: Reaction!) {\n    react(code: $code, reaction: $reaction)\n  }\n"): (typeof documents)["\n  mutation React($code: String!, $reaction: Reaction!) {\n    react(code: $code, reaction: $reaction)\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetSimulatedGuests($code: String!, $count: Int!) {\n    inviteSimulatedGuests(code: $code, count: $count) {\n      ...RoomFields\n    }\n  }\n"): (typeof documents)["\n  mutation SetSimulatedGuests($code: String!, $count: Int!) {\n    inviteSimulatedGuests(code: $code, count: $count) {\n      ...RoomFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetEngineControls($code: String!, $input: EngineControlsInput!) {\n    setEngineControls(code: $code, input: $input) {\n      ...RoomFields\n    }\n  }\n"): (typeof documents)["\n  mutation SetEngineControls($code: String!, $input: EngineControlsInput!) {\n    setEngineControls(code: $code, input: $input) {\n      ...RoomFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ResetContext($code: String!) {\n    resetContext(code: $code) {\n      ...RoomFields\n    }\n  }\n"): (typeof documents)["\n  mutation ResetContext($code: String!) {\n    resetContext(code: $code) {\n      ...RoomFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PersonFields on Participant {\n    id\n    displayName\n    kind\n    role\n    isHost\n    isFounder\n    isCoHost\n    isSilenced\n    isSimulated\n    presence\n    influence\n    joinedAt\n    input {\n      bpm\n      moods\n      genre\n      instruments\n      density\n      brightness\n      wish\n      updatedAt\n    }\n  }\n"): (typeof documents)["\n  fragment PersonFields on Participant {\n    id\n    displayName\n    kind\n    role\n    isHost\n    isFounder\n    isCoHost\n    isSilenced\n    isSimulated\n    presence\n    influence\n    joinedAt\n    input {\n      bpm\n      moods\n      genre\n      instruments\n      density\n      brightness\n      wish\n      updatedAt\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment RoomFields on RoomState {\n    code\n    name\n    epoch\n    version\n    sentAt\n    isPlaying\n    isPublic\n    locked\n    needsPassword\n    playerLimit\n    hostId\n    listenerCount\n    simulatedGuests\n    participants {\n      ...PersonFields\n    }\n    engine {\n      kind\n      health\n      reason\n      controls {\n        scale\n        guidance\n        temperature\n        topK\n        seed\n        muteBass\n        muteDrums\n        onlyBassAndDrums\n        mode\n        effective\n      }\n      position {\n        bar\n        beat\n        section\n        chord\n        atFrame\n      }\n    }\n    target {\n      bpm\n      density\n      brightness\n      scale\n      muteBass\n      muteDrums\n      revision\n    }\n    heard {\n      bpm\n      density\n      brightness\n      scale\n      muteBass\n      muteDrums\n      revision\n    }\n    prompts {\n      prompts {\n        text\n        weight\n        credits {\n          participantId\n          displayName\n          share\n        }\n      }\n      reason\n      source\n      credits {\n        participantId\n        displayName\n        share\n      }\n      revision\n      decidedAt\n    }\n    arbiter {\n      kind\n      reason\n    }\n    vote {\n      id\n      form\n      votes\n      needed\n      expiresAt\n      landsAt\n      voterIds\n    }\n    crowdEnergy\n    crowdForms {\n      form\n      isAllowed\n      readyAt\n    }\n    swaps {\n      id\n      fromId\n      toId\n      expiresAt\n    }\n    story {\n      id\n      at\n      kind\n      text\n      participantId\n    }\n  }\n"): (typeof documents)["\n  fragment RoomFields on RoomState {\n    code\n    name\n    epoch\n    version\n    sentAt\n    isPlaying\n    isPublic\n    locked\n    needsPassword\n    playerLimit\n    hostId\n    listenerCount\n    simulatedGuests\n    participants {\n      ...PersonFields\n    }\n    engine {\n      kind\n      health\n      reason\n      controls {\n        scale\n        guidance\n        temperature\n        topK\n        seed\n        muteBass\n        muteDrums\n        onlyBassAndDrums\n        mode\n        effective\n      }\n      position {\n        bar\n        beat\n        section\n        chord\n        atFrame\n      }\n    }\n    target {\n      bpm\n      density\n      brightness\n      scale\n      muteBass\n      muteDrums\n      revision\n    }\n    heard {\n      bpm\n      density\n      brightness\n      scale\n      muteBass\n      muteDrums\n      revision\n    }\n    prompts {\n      prompts {\n        text\n        weight\n        credits {\n          participantId\n          displayName\n          share\n        }\n      }\n      reason\n      source\n      credits {\n        participantId\n        displayName\n        share\n      }\n      revision\n      decidedAt\n    }\n    arbiter {\n      kind\n      reason\n    }\n    vote {\n      id\n      form\n      votes\n      needed\n      expiresAt\n      landsAt\n      voterIds\n    }\n    crowdEnergy\n    crowdForms {\n      form\n      isAllowed\n      readyAt\n    }\n    swaps {\n      id\n      fromId\n      toId\n      expiresAt\n    }\n    story {\n      id\n      at\n      kind\n      text\n      participantId\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription WatchRoom($code: String!) {\n    roomState(code: $code) {\n      ...RoomFields\n    }\n  }\n"): (typeof documents)["\n  subscription WatchRoom($code: String!) {\n    roomState(code: $code) {\n      ...RoomFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation OpenRoom($input: CreateRoomInput!) {\n    createRoom(input: $input) {\n      ticket\n      joinUrl\n      room {\n        code\n        name\n      }\n      participant {\n        id\n        kind\n        displayName\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation OpenRoom($input: CreateRoomInput!) {\n    createRoom(input: $input) {\n      ticket\n      joinUrl\n      room {\n        code\n        name\n      }\n      participant {\n        id\n        kind\n        displayName\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CallGuestsAndPlay($code: String!, $count: Int!) {\n    inviteSimulatedGuests(code: $code, count: $count) {\n      code\n    }\n    startMusic(code: $code) {\n      code\n    }\n  }\n"): (typeof documents)["\n  mutation CallGuestsAndPlay($code: String!, $count: Int!) {\n    inviteSimulatedGuests(code: $code, count: $count) {\n      code\n    }\n    startMusic(code: $code) {\n      code\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CloseAgain($code: String!) {\n    closeRoom(code: $code)\n  }\n"): (typeof documents)["\n  mutation CloseAgain($code: String!) {\n    closeRoom(code: $code)\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query LookUpRoom($code: String!) {\n    room(code: $code) {\n      code\n      name\n    }\n  }\n"): (typeof documents)["\n  query LookUpRoom($code: String!) {\n    room(code: $code) {\n      code\n      name\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription WatchLobby {\n    rooms {\n      code\n      name\n      isPlaying\n      playerCount\n      playerLimit\n      needsPassword\n      rolesTaken\n      level\n    }\n  }\n"): (typeof documents)["\n  subscription WatchLobby {\n    rooms {\n      code\n      name\n      isPlaying\n      playerCount\n      playerLimit\n      needsPassword\n      rolesTaken\n      level\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RoomAtTheDoor($code: String!) {\n    room(code: $code) {\n      code\n      name\n      isPlaying\n      playerCount\n      playerLimit\n      listenerCount\n      needsPassword\n      rolesTaken\n    }\n  }\n"): (typeof documents)["\n  query RoomAtTheDoor($code: String!) {\n    room(code: $code) {\n      code\n      name\n      isPlaying\n      playerCount\n      playerLimit\n      listenerCount\n      needsPassword\n      rolesTaken\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SoundAtTheDoor($code: String!) {\n    roomState(code: $code) {\n      isPlaying\n      participants {\n        kind\n        presence\n      }\n    }\n  }\n"): (typeof documents)["\n  query SoundAtTheDoor($code: String!) {\n    roomState(code: $code) {\n      isPlaying\n      participants {\n        kind\n        presence\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation JoinRoom($input: JoinRoomInput!) {\n    joinRoom(input: $input) {\n      ticket\n      joinUrl\n      room {\n        code\n        name\n      }\n      participant {\n        id\n        displayName\n        kind\n        role\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation JoinRoom($input: JoinRoomInput!) {\n    joinRoom(input: $input) {\n      ticket\n      joinUrl\n      room {\n        code\n        name\n      }\n      participant {\n        id\n        displayName\n        kind\n        role\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangeRole($code: String!, $role: Role!) {\n    changeRole(code: $code, role: $role) {\n      id\n      role\n    }\n  }\n"): (typeof documents)["\n  mutation ChangeRole($code: String!, $role: Role!) {\n    changeRole(code: $code, role: $role) {\n      id\n      role\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Me {\n    me {\n      id\n      kind\n      role\n      displayName\n    }\n  }\n"): (typeof documents)["\n  query Me {\n    me {\n      id\n      kind\n      role\n      displayName\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateInput($code: String!, $input: RoomInput!) {\n    updateInput(code: $code, input: $input) {\n      id\n      influence\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateInput($code: String!, $input: RoomInput!) {\n    updateInput(code: $code, input: $input) {\n      id\n      influence\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Rename($code: String!, $displayName: String!) {\n    rename(code: $code, displayName: $displayName) {\n      id\n      displayName\n    }\n  }\n"): (typeof documents)["\n  mutation Rename($code: String!, $displayName: String!) {\n    rename(code: $code, displayName: $displayName) {\n      id\n      displayName\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation LeaveRoom($code: String!) {\n    leaveRoom(code: $code)\n  }\n"): (typeof documents)["\n  mutation LeaveRoom($code: String!) {\n    leaveRoom(code: $code)\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ProposeSwap($code: String!, $participantId: ID!) {\n    proposeSwap(code: $code, participantId: $participantId) {\n      version\n    }\n  }\n"): (typeof documents)["\n  mutation ProposeSwap($code: String!, $participantId: ID!) {\n    proposeSwap(code: $code, participantId: $participantId) {\n      version\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AnswerSwap($code: String!, $swapId: ID!, $accept: Boolean!) {\n    answerSwap(code: $code, swapId: $swapId, accept: $accept) {\n      version\n    }\n  }\n"): (typeof documents)["\n  mutation AnswerSwap($code: String!, $swapId: ID!, $accept: Boolean!) {\n    answerSwap(code: $code, swapId: $swapId, accept: $accept) {\n      version\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SendWish($code: String!, $wish: String!) {\n    updateInput(code: $code, input: { wish: $wish }) {\n      id\n    }\n  }\n"): (typeof documents)["\n  mutation SendWish($code: String!, $wish: String!) {\n    updateInput(code: $code, input: { wish: $wish }) {\n      id\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription MyWish($code: String!) {\n    myWish(code: $code) {\n      id\n      text\n      fate\n      understood\n      unknown\n      reason\n      at\n    }\n  }\n"): (typeof documents)["\n  subscription MyWish($code: String!) {\n    myWish(code: $code) {\n      id\n      text\n      fate\n      understood\n      unknown\n      reason\n      at\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateRoom($code: String!, $input: RoomSettingsInput!) {\n    room: updateRoom(code: $code, input: $input) {\n      ...RoomFields\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateRoom($code: String!, $input: RoomSettingsInput!) {\n    room: updateRoom(code: $code, input: $input) {\n      ...RoomFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetCoHost($code: String!, $id: ID!, $isCoHost: Boolean!) {\n    room: setCoHost(code: $code, participantId: $id, isCoHost: $isCoHost) {\n      ...RoomFields\n    }\n  }\n"): (typeof documents)["\n  mutation SetCoHost($code: String!, $id: ID!, $isCoHost: Boolean!) {\n    room: setCoHost(code: $code, participantId: $id, isCoHost: $isCoHost) {\n      ...RoomFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Silence($code: String!, $id: ID!, $isSilenced: Boolean!) {\n    room: silenceParticipant(code: $code, participantId: $id, isSilenced: $isSilenced) {\n      ...RoomFields\n    }\n  }\n"): (typeof documents)["\n  mutation Silence($code: String!, $id: ID!, $isSilenced: Boolean!) {\n    room: silenceParticipant(code: $code, participantId: $id, isSilenced: $isSilenced) {\n      ...RoomFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RemovePerson($code: String!, $id: ID!) {\n    room: removeParticipant(code: $code, participantId: $id) {\n      ...RoomFields\n    }\n  }\n"): (typeof documents)["\n  mutation RemovePerson($code: String!, $id: ID!) {\n    room: removeParticipant(code: $code, participantId: $id) {\n      ...RoomFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation TransferHost($code: String!, $id: ID!) {\n    room: transferHost(code: $code, participantId: $id) {\n      ...RoomFields\n    }\n  }\n"): (typeof documents)["\n  mutation TransferHost($code: String!, $id: ID!) {\n    room: transferHost(code: $code, participantId: $id) {\n      ...RoomFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EndRoom($code: String!) {\n    closeRoom(code: $code)\n  }\n"): (typeof documents)["\n  mutation EndRoom($code: String!) {\n    closeRoom(code: $code)\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation StartOnStage($code: String!) {\n    startMusic(code: $code) {\n      ...RoomFields\n    }\n  }\n"): (typeof documents)["\n  mutation StartOnStage($code: String!) {\n    startMusic(code: $code) {\n      ...RoomFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation StopOnStage($code: String!) {\n    stopMusic(code: $code) {\n      ...RoomFields\n    }\n  }\n"): (typeof documents)["\n  mutation StopOnStage($code: String!) {\n    stopMusic(code: $code) {\n      ...RoomFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation JoinAsDisplay($input: JoinRoomInput!) {\n    joinRoom(input: $input) {\n      ticket\n      joinUrl\n      participant {\n        id\n        kind\n        displayName\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation JoinAsDisplay($input: JoinRoomInput!) {\n    joinRoom(input: $input) {\n      ticket\n      joinUrl\n      participant {\n        id\n        kind\n        displayName\n      }\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;
