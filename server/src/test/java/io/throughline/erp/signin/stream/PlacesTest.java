package io.throughline.erp.signin.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlacesTest {

    private final Places places = new Places(2);

    @Test
    void whoComesFirstGoesFirstAndTheOthersMoveUp() {
        Places.Place first = places.take();
        Places.Place second = places.take();
        Places.Place third = places.take();
        Places.Place fourth = places.take();

        assertThat(first.inLine()).isZero();
        assertThat(second.inLine()).isZero();
        assertThat(third.inLine()).isEqualTo(1);
        assertThat(fourth.inLine()).isEqualTo(2);

        second.close();
        assertThat(third.inLine()).isZero();
        assertThat(fourth.inLine()).isEqualTo(1);

        first.close();
        assertThat(fourth.inLine()).isZero();
    }

    @Test
    void aPlaceInLineIsGivenUp() {
        places.take();
        places.take();
        Places.Place impatient = places.take();
        Places.Place patient = places.take();

        impatient.close();
        impatient.close();

        assertThat(patient.inLine()).isEqualTo(1);
        assertThat(places.take().inLine()).isEqualTo(2);
    }
}
