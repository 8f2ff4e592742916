package io.throughline.erp.signin.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.browser.BrowserInput;
import io.throughline.browser.BrowserInput.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What our script may say, and that nothing else is taken. */
class ViewerMessagesTest {

    private static BrowserInput input(String message) throws BadMessageException {
        return ((ViewerMessage.Input) ViewerMessages.read(message)).input();
    }

    @Test
    void everythingThatAPersonDoesIsRead() throws BadMessageException {
        assertThat(input("""
                        {"type":"mouse","kind":"start","x":1.5,"y":2,"pressed":true,"clicks":2,"modifiers":8}""")).isEqualTo(new BrowserInput.Mouse(Kind.START, 1.5, 2, true, 2, BrowserInput.SHIFT));
        assertThat(input("{\"type\":\"wheel\",\"x\":1,\"y\":2,\"deltaX\":0,\"deltaY\":-120.5,\"modifiers\":0}"))
                .isEqualTo(new BrowserInput.Wheel(1, 2, 0, -120.5, 0));
        assertThat(input("""
                        {"type":"key","down":true,"key":"é","code":"KeyE","keyCode":69,"text":"é","modifiers":0,"repeat":false}""")).isEqualTo(new BrowserInput.Key(true, "é", "KeyE", 69, "é", 0, false));
        assertThat(input("""
                        {"type":"key","down":false,"key":"Tab","code":"","keyCode":9,"text":null,"modifiers":2,"repeat":false}""")).isEqualTo(new BrowserInput.Key(false, "Tab", "", 9, null, BrowserInput.CONTROL, false));
        assertThat(input("{\"type\":\"text\",\"text\":\"correct horse\"}"))
                .isEqualTo(new BrowserInput.Text("correct horse"));
        assertThat(input("{\"type\":\"composition\",\"text\":\"にほ\",\"selectionStart\":0,\"selectionEnd\":2}"))
                .isEqualTo(new BrowserInput.Composition("にほ", 0, 2));
        assertThat(input("{\"type\":\"touch\",\"kind\":\"cancel\",\"points\":[]}"))
                .isEqualTo(new BrowserInput.Touch(Kind.CANCEL, List.of()));
        assertThat(input("{\"type\":\"touch\",\"kind\":\"move\",\"points\":[{\"id\":3,\"x\":10,\"y\":20}]}"))
                .isEqualTo(new BrowserInput.Touch(Kind.MOVE, List.of(new BrowserInput.Point(3, 10, 20))));
        assertThat(ViewerMessages.read("{\"type\":\"seen\"}")).isEqualTo(new ViewerMessage.Seen());
        assertThat(ViewerMessages.read("{\"type\":\"reload\"}")).isEqualTo(new ViewerMessage.Reload());
        assertThat(ViewerMessages.read("{\"type\":\"close-popup\"}")).isEqualTo(new ViewerMessage.ClosePopup());
    }

    @ParameterizedTest
    @CsvSource({"100, 5000, 320, 1200", "5000, 100, 1600, 320", "390, 700, 390, 700"})
    void theRoomIsBroughtIntoWhatAPageCanBeUsedAt(int width, int height, int usedWidth, int usedHeight)
            throws BadMessageException {
        assertThat(ViewerMessages.read("{\"type\":\"resize\",\"width\":" + width + ",\"height\":" + height + "}"))
                .isEqualTo(new ViewerMessage.Resize(new ViewSize(usedWidth, usedHeight)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hunter2",
                "[]",
                "{\"type\":\"seen\"} {\"type\":\"seen\"}",
                "{\"type\":\"hunter2\"}",
                "{\"type\":\"seen\",\"type\":\"seen\"}",
                "{\"type\":\"seen\",\"hunter2\":1}",
                "{\"type\":\"text\"}",
                "{\"type\":\"text\",\"text\":null}",
                "{\"type\":\"text\",\"text\":[\"hunter2\"]}",
                "{\"type\":\"text\",\"text\":\"hunter2",
                "{\"type\":\"mouse\",\"kind\":\"cancel\",\"x\":1,\"y\":1,\"pressed\":true,\"clicks\":1,\"modifiers\":0}",
                "{\"type\":\"mouse\",\"kind\":\"start\",\"x\":1e5,\"y\":1,\"pressed\":true,\"clicks\":1,\"modifiers\":0}",
                "{\"type\":\"mouse\",\"kind\":\"start\",\"x\":1,\"y\":\"1\",\"pressed\":true,\"clicks\":1,\"modifiers\":0}",
                "{\"type\":\"mouse\",\"kind\":\"start\",\"x\":1,\"y\":1,\"pressed\":1,\"clicks\":1,\"modifiers\":0}",
                "{\"type\":\"mouse\",\"kind\":\"start\",\"x\":1,\"y\":1,\"pressed\":true,\"clicks\":4,\"modifiers\":0}",
                "{\"type\":\"mouse\",\"kind\":\"start\",\"x\":1,\"y\":1,\"pressed\":true,\"clicks\":1,\"modifiers\":16}",
                "{\"type\":\"key\",\"down\":true,\"key\":\"a\",\"code\":\"\",\"keyCode\":256,\"modifiers\":0,\"repeat\":false}",
                "{\"type\":\"composition\",\"text\":\"hunter2\",\"selectionStart\":3,\"selectionEnd\":2}",
                "{\"type\":\"composition\",\"text\":\"hunter2\",\"selectionStart\":0,\"selectionEnd\":8}",
                "{\"type\":\"touch\",\"kind\":\"start\",\"points\":[{\"id\":1,\"x\":1,\"y\":1,\"hunter2\":1}]}",
                "{\"type\":\"touch\",\"kind\":\"start\",\"points\":[[[[[1]]]]]}",
                "{\"type\":\"resize\",\"width\":0,\"height\":1}",
                "{\"type\":\"resize\",\"width\":1.5,\"height\":1}"
            })
    void whatOurScriptNeverSaysIsRefusedWithoutRepeatingIt(String message) {
        assertThatExceptionOfType(BadMessageException.class)
                .isThrownBy(() -> ViewerMessages.read(message))
                .withNoCause()
                .withMessageNotContaining("hunter2");
    }

    @Test
    void textAndFingersHaveLimits() throws BadMessageException {
        String most = "x".repeat(ViewerMessages.LONGEST_TEXT);
        assertThat(input("{\"type\":\"text\",\"text\":\"" + most + "\"}")).isEqualTo(new BrowserInput.Text(most));
        assertThatExceptionOfType(BadMessageException.class)
                .isThrownBy(() -> ViewerMessages.read("{\"type\":\"text\",\"text\":\"" + most + "x\"}"))
                .withMessage("'text' must be text of at most 4096 characters.");
        String eleven = "{\"id\":1,\"x\":1,\"y\":1},".repeat(10) + "{\"id\":1,\"x\":1,\"y\":1}";
        assertThatExceptionOfType(BadMessageException.class)
                .isThrownBy(() ->
                        ViewerMessages.read("{\"type\":\"touch\",\"kind\":\"start\",\"points\":[" + eleven + "]}"))
                .withMessage("'points' must be a list of at most 10.");
    }
}
