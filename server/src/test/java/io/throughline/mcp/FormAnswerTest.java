package io.throughline.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

class FormAnswerTest {

    private final JsonMapper json = JsonMapper.builder().build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'string'} | 'x' | true",
                "{'type':'string'} | 7 | false",
                "{'type':'string','minLength':2,'maxLength':3} | 'größ' | false",
                "{'type':'string','minLength':2,'maxLength':3} | 'grö' | true",
                "{'type':'string','enum':['a','b']} | 'b' | true",
                "{'type':'string','enum':['a','b']} | 'c' | false",
                "{'type':'string','oneOf':[{'const':'a','title':'A'}]} | 'a' | true",
                "{'type':'string','oneOf':[{'const':'a','title':'A'}]} | 'A' | false",
                "{'type':'string','format':'email'} | 'ada@example.com' | true",
                "{'type':'string','format':'email'} | 'ada' | false",
                "{'type':'string','format':'uri'} | 'https://example.com/a' | true",
                "{'type':'string','format':'uri'} | 'not a uri' | false",
                "{'type':'string','format':'date'} | '2026-02-28' | true",
                "{'type':'string','format':'date'} | '2026-02-30' | false",
                "{'type':'string','format':'date-time'} | '2026-02-28T10:00:00Z' | true",
                "{'type':'string','format':'date-time'} | 'yesterday' | false",
                "{'type':'integer','minimum':1,'maximum':9} | 9 | true",
                "{'type':'integer','minimum':1,'maximum':9} | 10 | false",
                "{'type':'integer'} | 1.5 | false",
                "{'type':'number'} | 1.5 | true",
                "{'type':'boolean'} | 'true' | false",
                "{'type':'array','items':{'enum':['a','b']}} | ['a','b'] | true",
                "{'type':'array','items':{'enum':['a','b']}} | ['a','c'] | false",
                "{'type':'array','items':{'anyOf':[{'const':'a','title':'A'}]}} | ['a'] | true",
                "{'type':'array','items':{'anyOf':[{'const':'a','title':'A'}]}} | ['A'] | false",
                "{'type':'array','minItems':1,'items':{'enum':['a']}} | [] | false"
            },
            quoteCharacter = '"')
    void whatAPersonFillsInMustFitTheForm(String type, String value, boolean fits) {
        Map<String, Object> schema = read("{'type':'object','properties':{'field':" + type + "},'required':['field']}");

        assertThat(FormAnswer.read(
                        read("{'action':'accept','content':{'field':" + value + "}}"),
                        new InputRequest.Form("?", schema)))
                .as(type + " " + value)
                .satisfies(answer -> assertThat(answer.isPresent()).isEqualTo(fits));
    }

    private Map<String, Object> read(String text) {
        return json.readValue(text.replace('\'', '"'), new TypeReference<>() {});
    }
}
