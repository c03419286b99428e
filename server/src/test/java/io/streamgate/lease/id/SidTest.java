package io.streamgate.lease.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class SidTest {

  private static final ViewerId VIEWER = new ViewerId("192.0.2.1");
  private static final Device TV = new Device.Named("tv");

  @Test
  void aKeysSidIsSixOfTheDevicesDigestAndSixteenOfTheViewersAndTheKeys() {
    assertThat(Sid.ofKey(VIEWER, TV, "k")).isEqualTo(new Sid("pG5dK7SlI3PfZPbZWRhF6q"));
    assertThat(Sid.ofKey(VIEWER, Device.UNNAMED, "k")).isEqualTo(new Sid("47DEQpSlI3PfZPbZWRhF6q"));
  }

  @Test
  void theSameKeyOfAnotherViewerOrDeviceIsAnotherSid() {
    var sid = Sid.ofKey(VIEWER, TV, "k");

    assertThat(Sid.ofKey(new ViewerId("192.0.2.2"), TV, "k")).isNotEqualTo(sid);
    assertThat(Sid.ofKey(VIEWER, new Device.Named("phone"), "k")).isNotEqualTo(sid);
    assertThat(Sid.ofKey(VIEWER, TV, "K")).isNotEqualTo(sid);
  }

  @Test
  void viewerAndKeyAreToldApartWhereverTheOneEnds() {
    assertThat(Sid.ofKey(new ViewerId("ab"), TV, "c"))
        .isNotEqualTo(Sid.ofKey(new ViewerId("a"), TV, "bc"));
  }

  @Test
  void aRandomSidIsTheDevicesMarkAndTwelveBytes() {
    var bytes = new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    assertThat(Sid.ofRandom(Device.UNNAMED, bytes)).isEqualTo(new Sid("47DEQpAAAAAAAAAAAAAAAB"));
  }

  @Test
  void tooLittleChanceIsACallersMistake() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sid.ofRandom(TV, new byte[11]))
        .withMessage("at least 12 random bytes are required, not 11");
  }

  @Test
  void whatIsNotTwentyTwoCharactersOfBase64urlIsNoSid() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Sid("abc"));
    assertThatIllegalArgumentException().isThrownBy(() -> new Sid("abcdefghijklmnopqrstu+"));
    assertThatIllegalArgumentException().isThrownBy(() -> new Sid("abcdefghijklmnopqrstu\u0080"));
  }

  @Test
  void aSidTellsItsDevicesMarkUnlessItNamedNone() {
    assertThat(Sid.ofKey(VIEWER, TV, "k").deviceMark()).hasValue("pG5dK7");
    assertThat(Sid.ofKey(VIEWER, Device.UNNAMED, "k").deviceMark()).isEmpty();
  }

  @Test
  void aSidReadsAsItIsSpelled() {
    assertThat(new Sid("abcdefghijklmnopqrstuv")).hasToString("abcdefghijklmnopqrstuv");
  }

  @Test
  void aDeviceThatSaysWhichItIsSaysSomething() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Device.Named(""))
        .withMessage("a device id must not be empty");
  }
}
