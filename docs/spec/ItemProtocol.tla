---------------------------- MODULE ItemProtocol ----------------------------
(***************************************************************************)
(* One viewer's item in DynamoDB, and the conditional updates with which   *)
(* any number of nodes change it. A node keeps nothing between two calls,  *)
(* so all that is known of it here is how far its clock is ahead.          *)
(*                                                                         *)
(* Sending and arriving are separate steps. What is on its way may arrive  *)
(* late, never, or more than once (the SDK repeats a request whose answer  *)
(* it did not get), until it is Delay old. What has been applied counts as *)
(* acknowledged, whether or not its answer got through: that is the harder *)
(* promise to keep.                                                        *)
(*                                                                         *)
(* README.md beside this file says how to read and run it.                 *)
(***************************************************************************)
EXTENDS Integers, FiniteSets, TLC

CONSTANTS
  Streams,      \* the sids that players may start
  SameDevice,   \* those of them that one device starts, one at a time
  Limits,       \* that may hold for a start, at least 1: limit 0 never reaches the item
  Repeated,     \* those of them that a player may ask for a second time
  Beats,        \* how many heartbeats may be on their way at once
  Leavers,      \* those whose player may leave, once each, and come back
  Amendments,   \* how often a stream's data may be changed
  Lease,        \* how long a stream stays live after a sign of life
  Grace,        \* how long it stays live after its player has left
  Delay,        \* how old a request can be when it arrives
  Ahead,        \* how far ahead the clocks are by which nodes judge: a set
  Horizon,      \* the instant at which time stops
  Mutant        \* what has been broken on purpose: see Mutants

Mutants == {
  "none",
  "displaced-unchecked",  \* a swap without its #D.x = :x0 terms
  "size-unchecked",       \* a blind start without its size condition
  "devices-unchecked",    \* a blind start without its devs term
  "ended-unchecked",      \* a blind start without attribute_not_exists(#R)
  "version-unchecked",    \* a swap without v = :v
  "copied-by-node",       \* a swap that writes E as it was read, not #E = #D
  "renews-backwards",     \* a heartbeat without #L.x < :expires
  "leave-unchecked",      \* a leave without #L.x = :told
  "leave-renews",         \* a leave that writes now + Grace, not the earlier of that and x
  "return-unwritten",     \* a player that comes back is answered by a read
  "own-clock",            \* a node judges by its own clock, which it knows to be off
  "late"}                 \* nothing broken: a request outlives its answer

ASSUME
  /\ SameDevice \subseteq Streams /\ Repeated \subseteq Streams /\ Leavers \subseteq Streams
  /\ Limits \subseteq Nat \ {0} /\ Lease >= 1 /\ Grace >= 1 /\ Delay >= 0
  /\ Mutant \in Mutants

VARIABLES
  now,      \* true time, which no node knows
  item,     \* the item, as the table has it
  calls,    \* of each stream and try: how far its start has come
  beats,    \* the heartbeats on their way
  leaves,   \* the leaves on their way
  player,   \* of each stream: whether its player "stays", has "left" or is "back"
  told,     \* of each stream: the last change of its data that was acknowledged
  promised, \* of each member: until when its player was told that it is live
  faults    \* what has happened that never may and that no state shows later

vars == <<now, item, calls, beats, leaves, player, told, promised, faults>>

(***************************************************************************)
(* The item                                                                *)
(***************************************************************************)

Absent == [is |-> "absent"]
Is(x) == x.is # "absent"

Marks(streams) == IF streams \cap SameDevice = {} THEN {} ELSE {"device"}

\* ids, devs, v: the members, their device marks, the version of the two.
\* L: a member's expiry x and data m. R: why a stream ended. E: the data it ended with.
NoItem == [
  ids |-> {}, devs |-> {}, v |-> 0,
  L |-> [s \in Streams |-> Absent],
  R |-> [s \in Streams |-> Absent],
  E |-> [s \in Streams |-> Absent]]

Member(x) == [is |-> "member", x |-> x, m |-> 0]
Tombstone(reason) == [is |-> "tombstone", reason |-> reason]
Ended(data) == [is |-> "ended", m |-> data]

(***************************************************************************)
(* What the kernel decides (LeaseSet.decide), on an item that was read. It *)
(* may choose freely among live members to evict: rules and players do.    *)
(***************************************************************************)

Max(a, b) == IF a > b THEN a ELSE b
Min(a, b) == IF a < b THEN a ELSE b
Latest == CHOOSE a \in Ahead : \A b \in Ahead : b <= a
OfSize(n, streams) == {c \in SUBSET streams : Cardinality(c) = n}

LongestLapsed(n, lapsed, L) ==
  {c \in OfSize(n, lapsed) : \A a \in c : \A b \in lapsed \ c : L[a].x <= L[b].x}

\* A swap that admits s. `had` is what the node read of those that it takes the slot of.
Swap(s, displaced, replaced, evicted) ==
  LET gone == displaced \cup replaced \cup evicted
      ids == (item.ids \ gone) \cup {s}
      reasons == [d \in gone |-> IF d \in displaced THEN "lapsed"
                                 ELSE IF d \in replaced THEN "replaced" ELSE "evicted"]
  IN  [is |-> "swap", v |-> item.v, ids |-> ids, devs |-> Marks(ids), displaced |-> displaced,
       reasons |-> reasons, had |-> [d \in gone |-> item.L[d]]]

Swaps(s, call) ==
  LET replaced == IF s \in SameDevice THEN item.ids \cap SameDevice ELSE {}
      others == item.ids \ replaced
      needed == Max(0, Cardinality(others) + 1 - call.limit)
      lapsed == {d \in others : item.L[d].x <= call.clock}
      displacing == Min(needed, Cardinality(lapsed))
  IN  {Swap(s, displaced, replaced, evicted) :
         displaced \in LongestLapsed(displacing, lapsed, item.L),
         evicted \in OfSize(needed - displacing, others \ lapsed)}

\* Whether the start can be refused: no slot but that of a live stream, and no rule to give it up.
IsFull(s, call) ==
  LET others == item.ids \ (IF s \in SameDevice THEN SameDevice ELSE {})
  IN  Cardinality({d \in others : item.L[d].x > call.clock}) >= call.limit

(***************************************************************************)
(* A start                                                                 *)
(***************************************************************************)

Tries(s) == IF s \in Repeated THEN 1..2 ELSE {1}

\* A call is underway for as long as a request of it may arrive, for the first time or again.
Underway(at, clock, limit) ==
  [is |-> "underway", answer |-> "none", at |-> at, clock |-> clock, limit |-> limit,
   swap |-> Absent]
Over(answer) == [is |-> "over", answer |-> answer]

IsUnderway(call) == call.is = "underway"
IsAnswered(call, answer) == Is(call) /\ call.answer = answer

\* The condition of the call's request failed and brought the item: decide on what it shows. The
\* answer to a request that arrives again when the call has its answer is heard by nobody.
decide(s, k) ==
  LET call == calls[s, k]
      refused == IF Mutant = "late" THEN [call EXCEPT !.answer = "refused"] ELSE Over("refused")
  IN  /\ call.answer = "none"
      /\ IF Is(item.L[s]) THEN calls' = [calls EXCEPT ![s, k].answer = "admitted"]
         ELSE IF Is(item.R[s]) THEN calls' = [calls EXCEPT ![s, k] = Over("gone")]
         ELSE \/ IsFull(s, call) /\ calls' = [calls EXCEPT ![s, k] = refused]
              \/ \E swap \in Swaps(s, call) : calls' = [calls EXCEPT ![s, k].swap = swap]
      /\ UNCHANGED <<now, item, beats, leaves, player, told, promised, faults>>

\* The call's change is applied.
admit(s, k, next, displaced) ==
  /\ item' = next
  /\ calls' = [calls EXCEPT ![s, k].answer = IF @ = "none" THEN "admitted" ELSE @]
  /\ promised' = TLCEval([t \in Streams |->
       IF t = s THEN next.L[s].x ELSE IF Is(next.L[t]) THEN promised[t] ELSE 0])
  /\ faults' = faults
       \cup (IF Cardinality(next.ids) > calls[s, k].limit THEN {"admitted above the limit"} ELSE {})
       \cup (IF Is(item.L[s]) \/ Is(item.R[s]) THEN {"admitted twice"} ELSE {})
       \cup (IF \E d \in displaced : promised[d] > Min(calls[s, k].clock, now + Latest)
             THEN {"displaced when live"} ELSE {})
  /\ UNCHANGED <<now, beats, leaves, player, told>>

\* A player asks some node, for the first time or because it got no answer.
ask(s, k, ahead, limit) ==
  /\ ~Is(calls[s, k])
  /\ k > 1 => Is(calls[s, k - 1])
  /\ calls' = [calls EXCEPT ![s, k] = Underway(now, now + ahead, limit)]
  /\ UNCHANGED <<now, item, beats, leaves, player, told, promised, faults>>

\* The blind first update arrives.
start(s, k) ==
  LET call == calls[s, k]
      fits ==
        /\ ~Is(item.L[s])
        /\ ~Is(item.R[s]) \/ Mutant = "ended-unchecked"
        /\ Cardinality(item.ids) < call.limit \/ Mutant = "size-unchecked"
        /\ Marks({s}) \cap item.devs = {} \/ Mutant = "devices-unchecked"
      next == [item EXCEPT !.L[s] = Member(call.clock + Lease), !.v = @ + 1,
                           !.ids = @ \cup {s}, !.devs = @ \cup Marks({s})]
  IN  /\ IsUnderway(call)
      /\ IF fits THEN admit(s, k, next, {}) ELSE ~Is(call.swap) /\ decide(s, k)

\* The compare-and-swap arrives.
swap(s, k) ==
  LET call == calls[s, k]
      asked == call.swap
      gone == DOMAIN asked.reasons
      fits ==
        /\ item.v = asked.v \/ Mutant = "version-unchecked"
        /\ \A d \in asked.displaced :
             \/ Is(item.L[d]) /\ item.L[d].x = asked.had[d].x
             \/ Mutant = "displaced-unchecked"
      copied(d) == IF Mutant = "copied-by-node" THEN asked.had[d] ELSE item.L[d]
      next == [
        ids |-> asked.ids, devs |-> asked.devs, v |-> asked.v + 1,
        L |-> [t \in Streams |-> IF t = s THEN Member(call.clock + Lease)
                                 ELSE IF t \in gone THEN Absent ELSE item.L[t]],
        R |-> [t \in Streams |-> IF t \in gone THEN Tombstone(asked.reasons[t]) ELSE item.R[t]],
        E |-> [t \in Streams |->
                 IF t \in gone /\ Is(copied(t)) THEN Ended(copied(t).m) ELSE item.E[t]]]
  IN  /\ IsUnderway(call) /\ Is(asked)
      /\ IF fits THEN admit(s, k, next, asked.displaced) ELSE decide(s, k)

(***************************************************************************)
(* A running stream                                                        *)
(***************************************************************************)

IsKnownToPlayer(s) == \E k \in Tries(s) : IsAnswered(calls[s, k], "admitted")

\* A player sends a heartbeat by some node. One whose player has left says that it is back.
beat(s, ahead) ==
  /\ IsKnownToPlayer(s)
  /\ Cardinality(beats) < Beats
  /\ ~\E l \in leaves : l.s = s /\ l.at = now  \* nobody leaves and returns in one instant
  /\ beats' = beats \cup
       {[s |-> s, x |-> now + ahead + Lease, at |-> now, back |-> player[s] = "left"]}
  /\ UNCHANGED <<now, item, calls, leaves, player, told, promised, faults>>

\* The heartbeat arrives, and may again. It does not touch v. If its lease does not end later than
\* the one on record, it changes nothing, and is answered by the member that its condition brings.
renew(b) ==
  LET isNewer == item.L[b.s].x < b.x \/ Mutant = "renews-backwards"
      isRead == b.back /\ Mutant = "return-unwritten"
  IN  /\ Is(item.L[b.s])
      /\ player' = [player EXCEPT ![b.s] = IF b.back THEN "back" ELSE @]
      /\ IF isNewer /\ ~isRead
         THEN /\ item' = [item EXCEPT !.L[b.s].x = b.x]
              /\ promised' = [promised EXCEPT ![b.s] = Max(@, b.x)]
         ELSE UNCHANGED <<item, promised>>
      /\ UNCHANGED <<now, calls, beats, leaves, told, faults>>

\* A player leaves: it says until when it was told that its stream is live.
depart(s, ahead) ==
  /\ IsKnownToPlayer(s) /\ Is(item.L[s])
  /\ s \in Leavers /\ player[s] = "stays"
  /\ player' = [player EXCEPT ![s] = "left"]
  /\ leaves' = leaves \cup {[s |-> s, told |-> promised[s], x |-> now + ahead + Grace, at |-> now]}
  /\ UNCHANGED <<now, item, calls, beats, told, promised, faults>>

\* The leave arrives, and may again. It cuts only a lease that still ends as its player was told.
leave(l) ==
  LET cut == IF Mutant = "leave-renews" THEN l.x ELSE Min(l.x, item.L[l.s].x)
  IN  /\ Is(item.L[l.s])
      /\ item.L[l.s].x = l.told \/ Mutant = "leave-unchecked"
      /\ item' = [item EXCEPT !.L[l.s].x = cut]
      /\ promised' = [promised EXCEPT ![l.s] = IF player[l.s] = "left" THEN cut ELSE @]
      /\ faults' = faults
           \cup (IF cut > item.L[l.s].x THEN {"lengthened by a leave"} ELSE {})
      /\ UNCHANGED <<now, calls, beats, leaves, player, told>>

\* A player's end arrives. It says nothing that could be out of date: whenever it comes, it comes in
\* one step, and a second time it changes nothing.
end(s) ==
  /\ IsKnownToPlayer(s) /\ Is(item.L[s])
  /\ item' = [item EXCEPT
       !.L[s] = Absent, !.R[s] = Tombstone("ended"), !.E[s] = Ended(item.L[s].m),
       !.ids = @ \ {s}, !.devs = @ \ Marks({s}), !.v = @ + 1]
  /\ promised' = [promised EXCEPT ![s] = 0]
  /\ UNCHANGED <<now, calls, beats, leaves, player, told, faults>>

\* A change of the stream's data, decided on the data it replaces: only then does it fit.
amend(s) ==
  /\ IsKnownToPlayer(s) /\ Is(item.L[s])
  /\ item.L[s].m < Amendments
  /\ item' = [item EXCEPT !.L[s].m = @ + 1]
  /\ told' = [told EXCEPT ![s] = item.L[s].m + 1]
  /\ UNCHANGED <<now, calls, beats, leaves, player, promised, faults>>

(***************************************************************************)
(* Time                                                                    *)
(***************************************************************************)

\* Whether what was sent at that instant cannot arrive any more once time has moved on.
IsPast(at) == now + 1 > at + Delay

tick ==
  /\ now < Horizon
  /\ now' = now + 1
  /\ calls' = TLCEval([c \in DOMAIN calls |->
       IF IsUnderway(calls[c]) /\ IsPast(calls[c].at) THEN Over(calls[c].answer) ELSE calls[c]])
  /\ beats' = {b \in beats : ~IsPast(b.at)}
  /\ leaves' = {l \in leaves : ~IsPast(l.at)}
  /\ UNCHANGED <<item, player, told, promised, faults>>

Init ==
  /\ now = 0
  /\ item = NoItem
  /\ calls = [c \in {<<s, k>> \in Streams \X (1..2) : k \in Tries(s)} |-> Absent]
  /\ beats = {}
  /\ leaves = {}
  /\ player = [s \in Streams |-> "stays"]
  /\ told = [s \in Streams |-> 0]
  /\ promised = [s \in Streams |-> 0]
  /\ faults = {}

\* A node whose clock is off by more than all of Ahead judges by the table's clock instead.
Judged == IF Mutant = "own-clock" THEN Ahead \cup {Latest + Lease} ELSE Ahead

Next ==
  \/ tick
  \/ \E s \in Streams :
       \/ end(s) \/ amend(s)
       \/ \E ahead \in Ahead : beat(s, ahead) \/ depart(s, ahead)
       \/ \E k \in Tries(s) :
            \/ start(s, k) \/ swap(s, k)
            \/ \E ahead \in Judged, limit \in Limits : ask(s, k, ahead, limit)
  \/ \E b \in beats : renew(b)
  \/ \E l \in leaves : leave(l)

Spec == Init /\ [][Next]_vars

(***************************************************************************)
(* What always holds                                                       *)
(***************************************************************************)

\* No admission leaves more members than the limit that held for it.
WithinLimit == "admitted above the limit" \notin faults

\* An acknowledged start is a member until something ended it, and then it is on record.
AcknowledgedIsKept ==
  \A s \in Streams : IsKnownToPlayer(s) => Is(item.L[s]) \/ Is(item.R[s])

\* A start that is repeated, by the player or by the SDK, makes one member, once.
AdmittedOnce == "admitted twice" \notin faults

\* What a player was told is kept: no lease ends before that, except by its own leave. (What a node
\* reads and tells, like the answer to a start that is repeated, was therefore told before.)
PromisedIsKept == \A s \in Streams : Is(item.L[s]) => item.L[s].x >= promised[s]

\* No swap takes a stream for lapsed that its player was told is live: by the clock of the node
\* that decided, nor by any clock that is no further ahead than a clock may be.
LiveIsKept == "displaced when live" \notin faults

\* A leave makes no lease longer.
LeftIsNotRenewed == "lengthened by a leave" \notin faults

\* A stream whose every start was refused is neither a member nor on record.
RefusedLeftNothing ==
  \A s \in Streams : Is(item.L[s]) \/ Is(item.R[s]) =>
    \E k \in Tries(s) : IsAnswered(calls[s, k], "none") \/ IsAnswered(calls[s, k], "admitted")

\* The parts of the item tell one story.
PartsAgree ==
  /\ item.ids = {s \in Streams : Is(item.L[s])}
  /\ item.devs = Marks(item.ids)
  /\ Cardinality(item.ids \cap SameDevice) <= 1
  /\ \A s \in Streams : Is(item.R[s]) = Is(item.E[s]) /\ ~(Is(item.L[s]) /\ Is(item.R[s]))

\* An acknowledged change of a stream's data is there, and still there once it has ended.
DataIsKept ==
  \A s \in Streams : \A kept \in {item.L[s], item.E[s]} : Is(kept) => kept.m = told[s]

(***************************************************************************)
(* For TLC: states that differ in nothing that matters are one             *)
(***************************************************************************)

Kind(s) ==
  {t \in Streams : <<t \in SameDevice, t \in Repeated, t \in Leavers>>
                 = <<s \in SameDevice, s \in Repeated, s \in Leavers>>}
Alike == UNION {Permutations(Kind(s)) : s \in Streams}

\* A swap fits or it does not: which version it was decided on tells no more. This rests on the
\* check of v, so it is not for the mutant without it.
View ==
  LET seen(call) ==
        IF ~IsUnderway(call) \/ ~Is(call.swap) THEN call
        ELSE IF call.swap.v = item.v THEN [call EXCEPT !.swap.v = 0]
        ELSE IF call.answer = "none" THEN [call EXCEPT !.swap = [is |-> "outdated"]]
        ELSE [call EXCEPT !.swap = Absent]
  IN  IF Mutant = "version-unchecked" THEN vars
      ELSE <<now, [item EXCEPT !.v = 0], [c \in DOMAIN calls |-> seen(calls[c])],
             beats, leaves, player, told, promised, faults>>
=============================================================================
