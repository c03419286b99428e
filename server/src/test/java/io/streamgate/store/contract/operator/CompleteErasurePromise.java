package io.streamgate.store.contract.operator;

import static io.streamgate.given.Given.freshViewer;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.pastView;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.GivenPlans.overrideOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Ending;
import io.streamgate.store.AuditTrail.Book;
import io.streamgate.store.contract.LeaseStoreContract;
import org.junit.jupiter.api.Test;

/** An erasure that is repeated becomes complete, and has erased nothing of anybody else. */
public abstract class CompleteErasurePromise extends ErasureFixture {

  protected CompleteErasurePromise(LeaseStoreContract contract) {
    super(contract);
  }

  @Test
  void longHistoryIsErasedAsAWhole() {
    for (var n = 0; n < 60; n++) {
      await(store.start(viewer, pastView(id("past" + n, n)), limit(3), second(n)));
    }

    eraseCompletely(HOUR);

    assertThat(history(HOUR)).isEmpty();
    assertThat(find(id("past0", 0), HOUR)).isEmpty();
  }

  @Test
  void theOverrideIsErased() {
    await(store.setOverride(viewer, overrideOf(0, second(9 * HOUR)), second(0)));

    eraseCompletely(1);

    assertThat(await(store.read(viewer))).isEqualTo(LeaseSet.EMPTY);
    assertThat(start("b", 2)).isInstanceOf(StartDecision.Admitted.class);
  }

  @Test
  void anErasureIsIncompleteWhileIdsAreLeftAndCompleteAfterThem() {
    startWithData(A);
    end(A, 1);
    startWithData(B);

    assertThat(erase(5).isComplete()).isFalse();
    assertThat(erase(6).isComplete()).isFalse();
    assertThat(erase(124.999).isComplete()).isFalse();
    assertThat(find(B, 124.999)).isPresent();

    eraseCompletely(125);

    assertThat(await(store.read(viewer))).isEqualTo(LeaseSet.EMPTY);
    assertThat(find(B, 125)).isEmpty();
    assertThat(history(125)).isEmpty();
  }

  @Test
  void erasingAViewerThatNobodyKnowsIsComplete() {
    eraseCompletely(0);
    assertThat(await(store.read(viewer))).isEqualTo(LeaseSet.EMPTY);
  }

  @Test
  void theViewerMayStartAgainAtOnceAndThatIsKept() {
    startWithData(A);
    erase(5);

    assertThat(start("b", 5, 1)).isInstanceOf(StartDecision.Admitted.class);
    assertThat(members()).containsExactly(id("b", 5));
    end(id("b", 5), 6);
    sweep(HOUR);

    assertThat(history(HOUR))
        .singleElement()
        .satisfies(ended -> assertThat(ended.ending()).isEqualTo(new Ending.Finished(second(6))));
    eraseCompletely(HOUR);
    assertThat(history(HOUR)).isEmpty();
  }

  @Test
  void otherViewersLoseNothing() {
    var other = freshViewer();
    await(store.start(other, play(id("c", 0)), limit(3), second(0)));
    await(store.start(other, play(id("d", 0)), limit(3), second(0)));
    await(store.end(other, id("d", 0), Device.UNNAMED, second(1)));
    await(store.setOverride(other, overrideOf(2, second(HOUR)), second(2)));
    await(audit().append(new Book.OfViewer(other), AuditPromise.entry("end", 2)));
    startWithData(A);

    erase(HOUR - 120);
    eraseCompletely(HOUR);

    assertThat(members(other)).containsExactly(id("c", 0));
    assertThat(await(store.read(other)).override()).isNotNull();
    assertThat(await(store.find(other, id("d", 0), second(3)))).isPresent();
    assertThat(audited(other)).isEqualTo(1);
  }

  @Test
  void theAuditOfTheViewerIsErasedAndThatOfErasuresStays() {
    var erasure = AuditPromise.entry("erase", 4);
    await(audit().append(new Book.OfErasures(), erasure));
    for (var n = 0; n < 30; n++) {
      await(audit().append(new Book.OfViewer(viewer), AuditPromise.entry("end", n)));
    }
    startWithData(A);

    erase(HOUR - 120);
    eraseCompletely(HOUR);

    assertThat(audited(viewer)).isZero();
    assertThat(await(audit().read(new Book.OfErasures(), 1_000, second(HOUR)))).contains(erasure);
  }

  private int audited(ViewerId whose) {
    return await(audit().read(new Book.OfViewer(whose), 1_000, second(HOUR))).size();
  }
}
