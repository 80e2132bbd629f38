"""The words that orders to a machine are made of, by class.

An underscore stands for a space. All languages are matched at once, as what is planted need not be in the article's
language, and without case and diacritics; only Vietnamese words are matched with the diacritics they are written with.
"""

from __future__ import annotations

from ingest.text.wordlists import words_of

# English in breadth, of other languages the commonest words; verbs in the imperative where it has a form of its own.
WORDS = {
    # Orders to leave something aside; what it is, and the words that say it is what the machine was told before.
    "IGNORE": words_of(
        "ignore disregard forget forget_about override overrule overwrite bypass discard dismiss neglect skip erase",
        "cancel suspend set_aside pay_no_attention_to pay_no_heed_to do_not_follow don't_follow stop_following",
        "never_follow do_not_obey don't_obey stop_obeying no_longer_follow do_not_use stop_using ignorez ignores",
        "oublie oubliez oublies néglige négligez ne_tiens_pas_compte_de ne_tenez_pas_compte_de",
        "ne_tenez_aucun_compte_de ignora ignorad ignoren olvida olvide olvidad descarta haz_caso_omiso_de",
        "desconsidere esqueça esquece ignorate dimentica dimenticate trascura ignoriere ignoriert ignorieren_sie",
        "vergiss vergesst vergessen_sie missachte negeer vergeet ignorera glöm ignorer glem zignoruj ignoruj zapomnij",
        "zapomnij_o pomiń zapomeň ignoră uită abaikan lupakan игнорируй игнорируйте проигнорируй проигнорируйте",
        "забудь забудьте забудь_о забудьте_о не_обращай_внимания_на не_обращайте_внимания_на ігноруй ігноруйте",
        "αγνόησε تجاهل تجاهلوا انس",
    ),
    "INSTRUCTION": words_of(
        "instruction instructions prompt prompts directive directives context system_message system_messages command",
        "commands directions consigne consignes instrucción instrucciones indicaciones instrução instruções",
        "istruzione istruzioni anweisung anweisungen instruktion instruktionen vorgaben instructie instructies",
        "aanwijzingen instruktioner instruktionerna instrukcje instrukcji polecenia poleceń instrukce pokyny",
        "instrucțiunile instruksi perintah arahan инструкции инструкций инструкциях указания указаний указаниях",
        "команды інструкції вказівки οδηγίες تعليمات التعليمات الاوامر",
    ),
    "RULES": words_of(
        "rules guidelines guidance orders constraints restrictions training programming message messages text rule",
        "policy règles directives ordres règle reglas órdenes regla política regras ordens regole ordini regeln regel",
        "befehle regels zasady правила правило aturan",
    ),
    "PRIOR": words_of(
        "previous previously prior above earlier preceding former foregoing initial original existing system your my",
        "all any every précédent précédente précédentes précédents antérieures initiales toutes tous vos tes",
        "anteriores anterior previas todas todos tus sus suas acima precedenti tutte vorherigen vorherige vorigen",
        "früheren bisherigen obigen alle deine ihre vorige eerdere tidigare alla tidligere poprzednie wszystkie",
        "předchozí všechny anterioare toate sebelumnya semua предыдущие предыдущих прежние все всех вышеуказанные",
        "попередні всі προηγούμενες السابقة جميع di_atas du_système del_sistema bovenstaande ci-dessus arriba",
        "obenstehenden genannten sopra given_to_you you_were_given retrieved",
    ),
    "ALL": words_of("everything anything all whatever what tout todo tudo tutto alles всё"),
    "BEFORE": words_of(
        "above before_this previously so_far told given instructed taught précède avant anterior antes acima",
        "precedente oben bisher выше сказано",
    ),
    "TASK": words_of("question query queries user context prompt task pregunta domanda frage вопрос вопроса"),
    # The answer that is to be given: whose it is, and which.
    "ANSWER": words_of(
        "answer reply response output completion summary réponse résumé respuesta resumen resposta resumo risposta",
        "riassunto antwort zusammenfassung antwoord svar odpowiedź odpowiedzi odpověď răspuns jawaban tanggapan cevap",
        "yanıt ответ ответа ответе ответу відповідь απάντηση",
    ),
    "ANSWERS": words_of(
        "answers replies responses outputs completions summaries réponses respuestas respostas risposte antworten",
        "ответы ответов",
    ),
    "MESSAGE": words_of("message messages"),
    "YOUR": words_of(
        "your ta votre tu tua deine deiner deinem deinen eure jouw je din twoją twoja twojej swoją swojej твой твоём",
        "свой своём своего ваш вашем вашего",
    ),
    "OF_YOURS": words_of("anda kamu mu"),
    "EVERY": words_of(
        "every each all any chaque toutes cada todas todas_las todas_as ogni tutte jede jeder jedes jeden elke varje",
        "hver każdą każdej każdy каждый каждого каждом все setiap",
    ),
    "THE": words_of("the this that la el il die der het a an"),
    # Programs that read and write, those who ask them, and what they read.
    "MACHINE": words_of(
        "AI_agent AI_agents AI_assistant AI_assistants AI_model AI_models AI_system AI_systems AI_chatbot AI_chatbots",
        "AI_bot AI_bots AI_tool AI_tools AI_reader AI_readers AI_summarizer AI_crawler AI_crawlers virtual_assistant",
        "virtual_assistants digital_assistant language_model language_models large_language_model",
        "large_language_models LLM LLMs chatbot chatbots chat_bot ChatGPT GPT GPT-4 GPT-5 retrieval_system",
        "retrieval_systems RAG_system web_crawler web_crawlers crawlers automated_system automated_systems",
        "automated_agents modèle_de_langage modèles_de_langage assistant_IA assistants_IA agent_IA agents_IA une_IA",
        "modelo_de_lenguaje modelos_de_lenguaje asistente_de_IA modelo_de_linguagem assistente_de_IA uma_IA",
        "modello_linguistico KI KI-assistent KI-modell KI-modelle sprachmodell sprachmodelle taalmodel språkmodell",
        "model_językowy modelem_językowym model_bahasa asisten_AI языковая_модель языковой_моделью языковые_модели",
        "нейросеть чат-бот ИИ ИИ-ассистент мовна_модель",
    ),
    "AI": words_of("AI AIs"),
    # What is a person or a thing more often than a machine.
    "HELPER": words_of(
        "assistant assistants summarizer summarizers summariser the_model this_model the_AI copilot gemini claude bot",
        "bots l'assistant asistente asistentes assistente assistenten asisten ассистент ассистента",
    ),
    "SYSTEMS": words_of("models systems tools programs software machines agents"),
    "USER": words_of(
        "user users the_user the_users your_user end_user end_users the_asker the_human whoever_asks",
        "whoever_is_asking anyone_who_asks l'utilisateur usuario al_usuario usuário nutzer benutzer пользователь",
        "пользователю пользователя pengguna",
    ),
    "PAGE": words_of(
        "article page text document passage paragraph story post line website site content section message note texte",
        "texto página artikel articolo testo seite",
    ),
    "HERE": words_of(
        "cet_article ce_texte cette_page este_artículo este_texto este_artigo diesen_artikel diesen_text",
        "diesem_artikel diesem_text questo_articolo questo_testo эту_статью этот_текст эту_страницу",
    ),
    "READ": words_of(
        "reads processes summarizes summarises parses analyzes quotes cites indexes process summarize summarise parse",
    ),
    "READING": words_of("reading processing summarizing summarising parsing analyzing quoting citing indexing"),
    # Verbs of orders about an answer: to give one, what it is to say, what is to be done to it.
    "REPLY": words_of(
        "reply respond answer output print return echo réponds répondez responde responda rispondi antworte",
        "antworten_sie antwoord svara odpowiedz ответь ответьте отвечай отвечайте jawab jawablah اجب",
    ),
    "SPEAK": words_of(
        "say write state repeat speak type claim dis dites écris écrivez di diga escribe escriba escreva scrivi sag",
        "sage schreib schreibe schrijf zeg skriv napisz powiedz скажи скажите напиши напишите пиши katakan tulis اكتب",
        "قل",
    ),
    "ADD": words_of(
        "append prepend add insert include embed integrate incorporate place put mention weave sprinkle slip ajoute",
        "ajoutez añade agrega incluye adicione inclua aggiungi füge dodaj добавь добавьте включай включайте tambahkan",
    ),
    "DO": words_of(
        "use greet sign promote advertise declare announce summarize summarise translate encode encrypt decode",
        "execute visit open provide give convert change modify alter adjust enhance augment extend expand enrich",
        "express format phrase render shift apply scramble jumble rearrange reverse invert misspell introduce group",
        "remove omit replace substitute base swap mix limit restrict shorten keep make let turn suggest hint tease",
        "emphasize emphasise highlight fill ensure link redirect call act pretend role-play roleplay behave treat",
        "consider rank cite quote produce generate display post send talk spell recommend refuse decline avoid stop",
        "tell mentionne mentionnez recommande menciona recomienda mencione menziona erwähne empfiehl упомяни اضف",
    ),
    "BEGIN": words_of(
        "begin start end finish open close conclude preface prefix precede sign_off top commence commencez débute",
        "débutez termine terminez empieza comienza inicia termina comece inicie inizia concludi beginne beginnen_sie",
        "beende starte eindig börja zacznij zakończ начни начните начинай начинайте закончи закончите заканчивай",
        "mulai awali akhiri",
    ),
    "WITH": words_of("with by par avec con com mit met med od с со dengan by_saying"),
    "INTO": words_of("to in into with within throughout dans en em in_der alla nella do в"),
    "EDGE": words_of("first last opening closing very_first very_last final"),
    "UNIT": words_of("word words phrase line lines sentence sentences paragraph token character thing"),
    "ONLY": words_of(
        "only just exactly solely nothing_but nothing_else nothing_more one_word single_word following_word the_word",
        "the_phrase the_sentence the_text the_string the_following_word the_following_sentence the_following_text",
        "uniquement seulement solo solamente únicamente apenas somente soltanto nur ausschließlich alleen endast kun",
        "tylko только лишь hanya yalnızca sadece فقط",
    ),
    # Ways to spoil an answer: ciphers, scripts, languages.
    "MANNER": words_of(
        "base64 base32 rot13 rot-13 hexadecimal binary morse_code pig_latin leetspeak JSON XML HTML markdown emoji",
        "emojis reverse capital_letters uppercase lowercase all_caps rhyme rhymes verse haiku pirate cipher anagram",
        "anagrams typos misspellings letters vowels spaces symbols the_style the_voice the_manner the_tone english",
        "french german spanish italian portuguese dutch polish russian chinese japanese korean arabic vietnamese",
        "latin klingon",
    ),
    # Who is told what, when, and by whom.
    "NOTICE": words_of(
        "note notes message messages instruction instructions attention notice reminder memo warning command commands",
        "directive policy policies rule rules hint information info request nota aviso política regla règle regel",
        "hinweis anweisung anweisungen remarque consigne consignes instrucciones примечание внимание инструкция",
        "правило",
    ),
    "FOR": words_of(
        "to for addressed_to intended_for aimed_at pour au aux à para per für voor dla для untuk kepada",
    ),
    "MUST": words_of(
        "must should shall has_to have_to needs_to need_to ought_to is_to are_to will_now is_required_to",
        "are_required_to is_instructed_to are_instructed_to is_ordered_to doit doivent debe deben deve devono muss",
        "müssen moet musi должен должна должны harus",
    ),
    "WHEN": words_of("when whenever if once anytime any_time every_time each_time"),
    "ASKED": words_of(
        "ask asks asked asking query queries questioned prompted requests summarizing summarising summarize",
    ),
    "YOU_ARE": words_of(
        "you_are you're you_will_be you_are_now you're_now tu_es vous_êtes eres usted_es você_é sei du_bist sie_sind",
        "du_ein du_eine ты вы kamu_adalah anda_adalah",
    ),
    "NOW": words_of("now no_longer desde_ahora"),
    "MODE": words_of("mode unrestricted uncensored unfiltered jailbroken DAN persona"),
    "FROM_NOW": words_of(
        "from_now_on from_here_on from_this_point from_this_moment henceforth starting_now ab_sofort désormais",
        "a_partir_de_ahora de_agora_em_diante с_этого_момента отныне",
    ),
    "NEW": words_of("new updated revised real true actual only sole nouvelle nueva nova nuova neue новое"),
    "ROLE": words_of("task role goal objective mission purpose directive persona identity instructions"),
    "NEVER": words_of("do_not don't never must_not should_not ne_pas nunca nie nicht не"),
    "CITE": words_of("cite quote mention reveal disclose reference repeat"),
    "SOURCE": words_of("source sources article articles passage passages document documents"),
    "REVEAL": words_of("reveal show leak disclose list expose share repeat print output display give send"),
    "SECRET": words_of(
        "system_prompt hidden_prompt initial_prompt system_instructions hidden_instructions initial_instructions",
        "your_instructions your_guidelines system_message chat_history",
    ),
    "TELL": words_of(
        "tell inform convince persuade urge direct send warn instruct encourage advise lead trick ask alert suggest",
        "recommend",
    ),
    "HIDE": words_of("hide conceal withhold keep"),
    "WANTS": words_of("want wants needs asks asked has_asked expects"),
    "DECODE": words_of("decode decrypt unscramble"),
    "OBEY": words_of("follow execute obey run do"),
    "LABEL": words_of(
        "system assistant user human AI bot chatbot developer admin override instruction instructions prompt",
        "jailbreak system_prompt system_message system_note system_override system_update system_notice système",
        "sistema assistente asistente система ассистент",
    ),
    "TELLING": words_of("to not would could may might can will did does they we who that"),
    # Who is to answer is a person: the reader of a paper, the candidate of an examination.
    "PERSON": words_of(
        "your_name your_full_name your_address your_age editor newsroom comments_below comments_section",
        "comment_section by_monday by_tuesday by_wednesday by_thursday by_friday by_saturday by_sunday exam examiners",
        "examination student students pupils applicants contestants",
    ),
    "OTHER": words_of("in_response in_response_to make_sure must_be should_be"),
    # What may stand before the verb of an order without taking its place at the beginning of the clause.
    "POLITE": words_of(
        "please kindly just now also always only simply immediately instead first then you must should shall are_to",
        "have_to need_to can_you could_you would_you you_will you_are_obliged_to never do_not don't from_now_on",
        "henceforth veuillez merci_de por_favor bitte per_favore proszę пожалуйста tolong harap mohon",
    ),
    # What makes an order of the verb after it wherever it stands.
    "ADDRESSED": words_of("please kindly you_to you_must you_should you_have_to you_need_to"),
    "AND": words_of("and then but or so et y e und en och и"),
}

# Vietnamese verbs do not show their mood: what follows a comma or "và" usually goes on telling.
WORDS_VI = {
    "IGNORE": words_of(
        "đừng_dùng không_dùng bỏ_qua phớt_lờ lờ_đi quên quên_đi quên_hết vô_hiệu_hóa hủy_bỏ xóa_bỏ loại_bỏ gạt_bỏ",
        "mặc_kệ bỏ_hết không_tuân_theo đừng_tuân_theo không_được_tuân_theo không_cần_tuân_theo đừng_làm_theo",
        "không_làm_theo không_quan_tâm_đến",
    ),
    "INSTRUCTION": words_of("chỉ_dẫn chỉ_thị lời_nhắc câu_lệnh mệnh_lệnh hướng_dẫn ngữ_cảnh"),
    "RULES": words_of("quy_tắc nguyên_tắc quy_định yêu_cầu lệnh ràng_buộc giới_hạn nội_dung"),
    "PRIOR": words_of(
        "trước trước_đó trước_đây trước_kia ở_trên bên_trên phía_trên trên_đây ban_đầu mọi tất_cả tất_cả_các",
        "tất_cả_những toàn_bộ hệ_thống của_bạn được_giao đã_cho",
    ),
    "ALL": words_of("mọi_thứ mọi_điều tất_cả tất_cả_những_gì những_gì"),
    "BEFORE": words_of("ở_trên bên_trên phía_trên trước_đó được_dặn được_dạy được_bảo"),
    "TASK": words_of("câu_hỏi người_dùng nhiệm_vụ ngữ_cảnh"),
    "ANSWER": words_of("câu_trả_lời câu_phản_hồi phản_hồi lời_đáp bản_tóm_tắt đầu_ra tin_trả_lời"),
    "OF_YOURS": words_of("của_bạn của_trợ_lý của_mô_hình của_chatbot của_hệ_thống"),
    "EVERY": words_of("mọi mỗi mỗi_một tất_cả tất_cả_các toàn_bộ"),
    "THE": words_of("vào trong trước đầu cuối"),
    "MACHINE": words_of(
        "trợ_lý_ảo trợ_lý_AI trợ_lý_số mô_hình_ngôn_ngữ mô_hình_ngôn_ngữ_lớn mô_hình_AI các_AI hệ_thống_AI công_cụ_AI",
        "trí_tuệ_nhân_tạo",
    ),
    "HELPER": words_of("trợ_lý mô_hình"),
    "USER": words_of("người_dùng người_hỏi người_đang_hỏi bất_kỳ_ai_hỏi ai_hỏi"),
    "HERE": words_of(
        "bài_này bài_báo_này bài_viết_này văn_bản_này trang_này đoạn_này đoạn_văn_này tài_liệu_này dòng_này",
        "nội_dung_này đến_đây",
    ),
    "READ": words_of("đọc tóm_tắt xử_lý phân_tích trích_dẫn"),
    "REPLY": words_of("trả_lời phản_hồi đáp in_ra xuất_ra"),
    "SPEAK": words_of("nói viết ghi lặp_lại khẳng_định"),
    "ADD": words_of("thêm chèn đưa đặt gắn kèm nhắc nhắc_đến nhắc_tới"),
    "DO": words_of(
        "đề_cập giới_thiệu khuyên quảng_cáo bảo dịch mã_hóa dùng sử_dụng thay đổi chuyển kết_luận từ_chối gợi_ý chào",
        "hướng_dẫn tóm_tắt hiển_thị liệt_kê chứa bao_gồm trích_dẫn dẫn mời cho_biết gửi tiết_lộ in gọi ngừng dừng",
        "ký_tên đóng_vai nhập_vai",
    ),
    "BEGIN": words_of("bắt_đầu mở_đầu kết_thúc mở"),
    "UNIT": words_of("câu từ dòng đoạn"),
    "EDGE": words_of("đầu_tiên cuối_cùng đầu cuối"),
    "WITH": words_of("bằng với"),
    "INTO": words_of("vào trong cuối đầu"),
    "ONLY": words_of("đúng_một đúng_1 duy_nhất không_nói_gì không_gì_khác"),
    "JUST": words_of("chỉ"),
    "MANNER": words_of(
        "chữ_hoa chữ_in_hoa chữ_thường tiếng_Anh tiếng_Pháp tiếng_Đức tiếng_Nga tiếng_Trung tiếng_Nhật tiếng_Hàn",
        "tiếng_Tây_Ban_Nha biểu_tượng_cảm_xúc đảo_ngược",
    ),
    "NOTICE": words_of(
        "lưu_ý ghi_chú thông_báo thông_điệp chỉ_dẫn chỉ_thị hướng_dẫn quy_định quy_tắc yêu_cầu lời_nhắn cảnh_báo",
    ),
    "FOR": words_of("dành_cho dành_riêng_cho cho gửi gửi_tới gửi_đến tới đến"),
    "MUST": words_of("phải cần_phải cần nên bắt_buộc bắt_buộc_phải không_được được_yêu_cầu"),
    "WHEN": words_of("khi nếu mỗi_khi hễ mỗi_lần bất_cứ_khi_nào"),
    "ASKED": words_of("hỏi người_hỏi được_hỏi yêu_cầu tóm_tắt"),
    "YOU_ARE": words_of("bạn_là bạn_đang_là bây_giờ_bạn_là giờ_bạn_là"),
    "MODE": words_of("không_có_giới_hạn không_bị_giới_hạn không_hạn_chế"),
    "NOW": words_of("từ_giờ bây_giờ"),
    "FROM_NOW": words_of("từ_giờ từ_bây_giờ kể_từ_bây_giờ kể_từ_giờ từ_nay từ_lúc_này"),
    "ROLE": words_of("nhiệm_vụ vai_trò"),
    "NEVER": words_of("không đừng không_được cấm chớ"),
    "CITE": words_of("trích_dẫn dẫn nhắc nhắc_đến nhắc_tới tiết_lộ đề_cập"),
    "SOURCE": words_of("nguồn bài văn_bản tài_liệu bài_báo"),
    "REVEAL": words_of("tiết_lộ in_ra hiển_thị"),
    "SECRET": words_of("lời_nhắc_hệ_thống chỉ_dẫn_hệ_thống lịch_sử_trò_chuyện"),
    "TELL": words_of("bảo nói_với khuyên thuyết_phục hướng_dẫn yêu_cầu"),
    "HIDE": words_of("giấu che_giấu"),
    "WANTS": words_of("muốn cần yêu_cầu"),
    "DECODE": words_of("giải_mã"),
    "OBEY": words_of("làm_theo thực_hiện"),
    "LABEL": words_of("hệ_thống trợ_lý trợ_lý_AI trợ_lý_ảo người_dùng chỉ_dẫn chỉ_thị câu_lệnh lời_nhắc"),
    # After these a verb tells of something.
    "TELLING": words_of("đã bị sẽ đang từng"),
    "PERSON": words_of("họ_tên họ_và_tên tòa_soạn bạn_đọc thí_sinh học_sinh đề_thi bài_thi phiếu"),
    "POLITE": words_of(
        "hãy vui_lòng xin làm_ơn bạn phải cần nên luôn chỉ ngay lập_tức được từ_giờ từ_bây_giờ thay_vào_đó đồng_thời",
        "đừng không_được thì sẽ",
    ),
    "ADDRESSED": words_of("hãy vui_lòng xin_hãy bạn_phải bạn_hãy"),
    "AND": words_of("và rồi"),
    # Phrases that rules name, and what only looks like another word once diacritics are gone or syllables cut apart.
    "OTHER": words_of(
        "phải_được nên_được nói_đến nói_về nói_riêng nói_chung đáp_ứng mọi_người của_bạn_đọc của_bạn_bè của_bạn_trai",
        "của_bạn_gái báo_chí địa_chỉ bạn_đọc_được bảo_đảm đảm_bảo chế_độ không_còn như_thể viết_lại nhà_phát_triển",
        "trước_khi",
    ),
}
